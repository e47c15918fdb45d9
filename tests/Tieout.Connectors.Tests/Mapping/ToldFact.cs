using System.Text.RegularExpressions;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A canonical record as it was told.</summary>
internal sealed partial record ToldFact(
    string Kind,
    string Identity,
    IReadOnlyDictionary<string, string> Fields
)
{
    private const string None = "none";

    public static ToldFact Of(CanonicalFact fact) =>
        new(FactFields.NameOf(fact), fact.Identity, FactFields.Of(fact));

    /// <summary>Its fields that another has differently, or that another is of another kind.</summary>
    public IEnumerable<Difference> DifferencesTo(ToldFact other) =>
        Kind == other.Kind
            ? FieldsThatDiffer(other)
            : [new Difference($"a `{other.Kind}` and no `{Kind}`", From: null, To: null)];

    private IEnumerable<Difference> FieldsThatDiffer(ToldFact other) =>
        from name in Fields.Keys.Union(other.Fields.Keys, StringComparer.Ordinal)
        let before = Fields.GetValueOrDefault(name, None)
        let after = other.Fields.GetValueOrDefault(name, None)
        where before != after
        select new Difference($"`{Kind}.{Places().Replace(name, string.Empty)}`", before, after);

    [GeneratedRegex(@"\[\d+\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Places();
}
