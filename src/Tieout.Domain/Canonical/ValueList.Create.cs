namespace Tieout.Domain.Canonical;

/// <summary>Makes value lists; collection expressions call it.</summary>
public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> elements) => new(elements);
}
