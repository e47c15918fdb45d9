namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>Something that is refused.</summary>
/// <param name="Row">Line or segment; none where the document is meant.</param>
/// <param name="Value">What is wrong.</param>
/// <param name="Code">In place of the interface's own code.</param>
internal sealed record ImportProblem(
    Trouble Trouble,
    string Text,
    string? Row = null,
    string? Value = null,
    string? Code = null
);
