namespace Tieout.Cli.Commands;

/// <summary>How entries are written for another program.</summary>
internal enum JournalLayout
{
    /// <summary>Plain-text accounting.</summary>
    Hledger,

    /// <summary>A row for each line.</summary>
    Csv,
}
