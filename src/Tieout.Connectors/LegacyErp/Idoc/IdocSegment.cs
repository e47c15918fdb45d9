namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>A segment of an IDoc.</summary>
/// <param name="Level">1 at the top.</param>
/// <param name="Data">What stands in SDATA.</param>
internal sealed record IdocSegment(string Name, int Level, string Data)
{
    /// <summary>A segment of a layout with some of its fields.</summary>
    public static IdocSegment Of(
        FixedLayout layout,
        int level,
        params IReadOnlyList<(string Field, string? Value)> values
    ) => new(layout.Name, level, layout.Write(values));
}
