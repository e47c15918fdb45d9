namespace Tieout.Connectors.Rest.Shapes;

/// <summary>A key of a section.</summary>
/// <param name="About">One sentence for the reference page and for editors.</param>
/// <param name="Default">What holds when it is left out; none when that means nothing.</param>
internal sealed record ShapeKey(
    string Name,
    Shape Shape,
    string About,
    bool IsRequired = false,
    string? Default = null
);
