namespace Tieout.Connectors.Files.Layouts;

/// <summary>Takes rows that are to be written.</summary>
internal interface IRowSink
{
    /// <summary>Rows of companions become fields of the row they belong to.</summary>
    bool IsNested { get; }

    void Take(Cells row);
}
