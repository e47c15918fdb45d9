namespace Tieout.Connectors.Files;

/// <summary>How an exporter says that a file is complete.</summary>
public enum CompletionRule
{
    /// <summary>
    /// It writes under another name (<c>.part</c>, <c>.tmp</c>, a leading dot) and renames. A file
    /// with a feed's name is complete once it has settled: see <see cref="FilesOptions.Settle"/>.
    /// </summary>
    Rename,

    /// <summary>It writes an empty <c>time.csv.done</c> beside <c>time.csv</c> afterwards.</summary>
    DoneMarker,

    /// <summary>
    /// It writes <c>time.csv.sha256</c> beside <c>time.csv</c>; the first word is the checksum in
    /// hexadecimal. A file whose checksum differs is not taken.
    /// </summary>
    Sha256,
}
