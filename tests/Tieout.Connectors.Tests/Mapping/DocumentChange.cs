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
    /// <summary>The document after a change; as it is when there is none.</summary>
    public static Delivery.Document After(CanonicalChange? change, Delivery.Document document) =>
        change is DocumentChange one ? one.Apply(document) : document;
}
