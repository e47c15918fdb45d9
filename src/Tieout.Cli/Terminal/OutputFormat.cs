namespace Tieout.Cli.Terminal;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    Table,
    Json,
}
