namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A text that names one thing; every kind of thing has its own type.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>As written in every system; compared ordinally, letter case matters.</summary>
    string Value { get; }

    /// <summary>Takes a text that was checked when it came in.</summary>
    /// <exception cref="FormatException">Empty, too long, or with control characters.</exception>
    static abstract TSelf Parse(string value);
}
