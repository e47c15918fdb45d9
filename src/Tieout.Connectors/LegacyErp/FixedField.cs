namespace Tieout.Connectors.LegacyErp;

/// <summary>A field of a record of fixed width.</summary>
/// <param name="Length">In characters of the file's encoding.</param>
/// <param name="IsText">Words, which are cut where they are longer; anything else is refused.</param>
internal sealed record FixedField(string Name, int Length, bool IsText = false);
