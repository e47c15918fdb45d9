namespace Tieout.Connectors.Files;

/// <summary>One rejected row, as a drop's report tells it.</summary>
/// <param name="File">A drop may have several files.</param>
internal sealed record RejectedRow(
    string File,
    int Line,
    string? Field,
    string Code,
    string Message
);
