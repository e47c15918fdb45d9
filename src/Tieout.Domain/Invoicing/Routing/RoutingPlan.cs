using System.Collections.Immutable;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>The firm's rules of which target takes what, and which targets there are.</summary>
/// <param name="Targets">A document can be brought to these only.</param>
/// <remarks>
/// Recorded like any fact that engagements share, so that a document's route can be explained after
/// the rules have changed.
/// </remarks>
public sealed record RoutingPlan(
    long Version,
    ValueList<RoutingRule> Rules,
    ValueList<string> Targets
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => "routing-plan";

    public bool Has(string target) => Targets.Contains(target, StringComparer.Ordinal);

    /// <summary>Where a document belongs by the rules of now, whatever was decided before.</summary>
    /// <param name="original">Target of the document that this one follows up.</param>
    public Route RouteFor(Invoice invoice, string? original) =>
        RouteFor(
            new RoutedDocument(
                invoice.Reference.Value,
                invoice.LegalEntity,
                invoice.InvoiceDate,
                OriginalTarget: original
            )
        );

    /// <summary>Where a document would belong by the rules of now.</summary>
    public Route RouteFor(RoutedDocument document) =>
        new RoutingTable(Rules, [], ImmutableDictionary<string, string>.Empty).RouteFor(
            document,
            default
        );

    /// <summary>The other target of this plan that a document of one target belongs to now.</summary>
    public Route.ByRule? Elsewhere(string target, Invoice invoice, string? original) =>
        RouteFor(invoice, original) is Route.ByRule other
        && Has(other.Target)
        && !other.Target.Equals(target, StringComparison.Ordinal)
            ? other
            : null;
}
