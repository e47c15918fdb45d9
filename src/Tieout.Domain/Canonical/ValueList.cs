using System.Collections;
using System.Runtime.CompilerServices;

namespace Tieout.Domain.Canonical;

/// <summary>An immutable list that is equal to another with the same elements in the same order.</summary>
/// <remarks>So that two facts can be compared by what they say. Written <c>[a, b]</c>.</remarks>
/// <typeparam name="T">Elements with value equality.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _elements;

    internal ValueList(ReadOnlySpan<T> elements) => _elements = elements.ToArray();

    public int Count => _elements.Length;

    public T this[int index] => _elements[index];

    public bool Equals(ValueList<T>? other) =>
        other is not null && _elements.AsSpan().SequenceEqual(other._elements);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in _elements)
        {
            hash.Add(element);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", _elements)}]";
}
