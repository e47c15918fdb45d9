namespace Tieout.Connectors.Files;

/// <summary>How rows are written.</summary>
public enum FileFormat
{
    /// <summary>Comma-separated, RFC 4180, a header first.</summary>
    Csv,

    /// <summary>One JSON object on each line.</summary>
    JsonLines,
}
