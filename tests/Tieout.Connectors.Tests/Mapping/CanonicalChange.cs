using Tieout.Connect;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Another value of one canonical field of a document.</summary>
/// <param name="Field">By path: <c>invoice.dueDate</c>.</param>
internal sealed record CanonicalChange(
    string Field,
    string From,
    string To,
    Func<Delivery.Document, Delivery.Document> Apply
);
