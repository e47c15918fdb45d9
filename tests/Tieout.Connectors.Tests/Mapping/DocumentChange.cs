using Tieout.Connect;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Another value of one canonical field of a document.</summary>
internal sealed record DocumentChange(
    string Field,
    string From,
    string To,
    Func<Delivery.Document, Delivery.Document> Apply
) : CanonicalChange(Field, From, To)
{
    /// <summary>The document after all changes.</summary>
    public static Delivery.Document After(
        IEnumerable<CanonicalChange> changes,
        Delivery.Document document
    ) => changes.Cast<DocumentChange>().Aggregate(document, (x, change) => change.Apply(x));
}
