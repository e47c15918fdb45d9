namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Another value of one canonical field of what is delivered.</summary>
/// <typeparam name="T">What it is a field of, or of a part of it.</typeparam>
/// <param name="Field">By path: <c>invoice.dueDate</c>.</param>
internal sealed record FieldChange<T>(string Field, string From, string To, Func<T, T> Apply)
    : CanonicalChange(Field, From, To)
{
    /// <summary>What is delivered after all changes.</summary>
    public static T After(IEnumerable<CanonicalChange> changes, T whole) =>
        changes.Cast<FieldChange<T>>().Aggregate(whole, (x, change) => change.Apply(x));
}
