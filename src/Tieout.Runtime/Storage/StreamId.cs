namespace Tieout.Runtime.Storage;

/// <summary>One aggregate's stream: <c>billing/E-1001</c>.</summary>
/// <param name="Category">What kind of thing the stream tells about; no slash in it.</param>
/// <param name="Key">Which one of them: unique within its category, compared byte by byte.</param>
[GenerateSerializer]
public readonly record struct StreamId(
    [property: Id(0)] string Category,
    [property: Id(1)] string Key
)
{
    public override string ToString() => $"{Category}/{Key}";
}
