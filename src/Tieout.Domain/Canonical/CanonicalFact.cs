namespace Tieout.Domain.Canonical;

/// <summary>What a source system says, translated: the only language that passes intake.</summary>
/// <remarks>
/// A fact states how something is now, not what changed. Facts of one identity are ordered by
/// <see cref="Version"/>; a lower version that comes later is old news and changes nothing.
/// </remarks>
public abstract record CanonicalFact
{
    private protected CanonicalFact() { }

    /// <summary>Kind and code, unique in the firm: <c>customer/C-100</c>.</summary>
    public abstract string Identity { get; }

    /// <summary>
    /// Grows with each change at the source, by whatever steps: a counter, or the change's instant
    /// in microseconds.
    /// </summary>
    public abstract long Version { get; init; }

    /// <summary>
    /// The connection that told it, for facts whose identity does not say so; none in old logs.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Whether both say the same, whoever says it: the source is no part of that.</summary>
    public virtual bool Equals(CanonicalFact? other) =>
        other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
