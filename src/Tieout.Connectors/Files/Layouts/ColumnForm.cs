namespace Tieout.Connectors.Files.Layouts;

/// <summary>What may stand in a column.</summary>
internal enum ColumnForm
{
    Code,
    Codes,
    Text,
    Date,
    Instant,
    Number,
    Integer,
    Flag,
    Word,
    Words,
    Currency,
}
