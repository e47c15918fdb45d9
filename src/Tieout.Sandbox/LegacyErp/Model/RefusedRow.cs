namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A row of a batch that was refused.</summary>
/// <param name="Stands">What stands there already under the key; none where that is not the problem.</param>
internal sealed record RefusedRow(
    string Key,
    string? Row,
    string Code,
    string Text,
    string? Value,
    PostedRow? Stands = null
);
