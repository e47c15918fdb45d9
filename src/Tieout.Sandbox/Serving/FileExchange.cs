namespace Tieout.Sandbox.Serving;

/// <summary>How a simulated system exchanges files.</summary>
public sealed class FileExchange
{
    /// <summary>Its root; what is missing below it is made.</summary>
    public required string Folder { get; init; }

    /// <summary>Which of the system's formats is spoken.</summary>
    public required string Format { get; init; }

    /// <summary>Of all files by its IANA name; that of the format when none.</summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// How often files are looked for, by the simulated system's clock. Default none: only when it is asked to.
    /// </summary>
    public TimeSpan? Every { get; init; }
}
