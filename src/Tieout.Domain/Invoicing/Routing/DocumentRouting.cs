using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>Gives each approved document the one target that may ever be written to for it.</summary>
internal static class DocumentRouting
{
    /// <summary>What there is to say of all approved documents. O(documents in memory).</summary>
    public static IEnumerable<EngagementEvent> OfAll(
        EngagementState state,
        ReferenceBook reference
    ) =>
        state
            .Invoices.Values.Where(x => x.Status is InvoiceStatus.Approved)
            .OrderBy(x => x.Invoice.Reference.Value, StringComparer.Ordinal)
            .SelectMany(document => Of(state, document, reference));

    /// <summary>Its route, or the reason why it has none; nothing when that is known already.</summary>
    public static IEnumerable<EngagementEvent> Of(
        EngagementState state,
        InvoiceState document,
        ReferenceBook reference
    )
    {
        if (document.Status != InvoiceStatus.Approved || reference.Routing is not { } plan)
        {
            return [];
        }

        return document.Target is { } target
            ? Kept(document, target, plan)
            : Found(
                document,
                plan.RouteFor(document.Invoice, OriginalTarget(state, document.Invoice)),
                plan
            );
    }

    /// <summary>Where the rules of now send a document that another target has not taken yet.</summary>
    public static Route.ByRule? Elsewhere(
        EngagementState state,
        InvoiceState document,
        ReferenceBook reference
    ) =>
        document.Target is { } target
            ? reference.Routing?.Elsewhere(
                target,
                document.Invoice,
                OriginalTarget(state, document.Invoice)
            )
            : null;

    private static string? OriginalTarget(EngagementState state, Invoice invoice) =>
        invoice.RefersTo is { } original ? state.Find(original)?.Target : null;

    private static (string Target, string Rule)? TargetOf(Route route) =>
        route switch
        {
            Route.ByRule x => (x.Target, x.Rule),
            Route.FollowOriginal x => (x.Target, "follow-original"),
            _ => null,
        };

    private static IEnumerable<EngagementEvent> Found(
        InvoiceState document,
        Route route,
        RoutingPlan plan
    )
    {
        var reference = document.Invoice.Reference;
        if (TargetOf(route) is { } found && plan.Has(found.Target))
        {
            return [new EngagementEvent.InvoiceRouted(reference, found.Target, found.Rule)];
        }

        var held = route as Route.Held;
        return Blocked(
            document,
            held?.Reason ?? ReasonCode.RouteUndetermined,
            TargetOf(route) is { Target: var gone }
                ? Gone(gone)
                : $"No route for documents of {document.Invoice.LegalEntity}, or two that contradict."
        );
    }

    /// <summary>A target that is configured no more may hold the document: nobody else gets it.</summary>
    private static IEnumerable<EngagementEvent> Kept(
        InvoiceState document,
        string target,
        RoutingPlan plan
    )
    {
        if (!plan.Has(target))
        {
            return Blocked(document, ReasonCode.RouteUndetermined, Gone(target));
        }

        return document.Block?.Reason == ReasonCode.RouteUndetermined
            ? [new EngagementEvent.InvoiceRouted(document.Invoice.Reference, target, "returned")]
            : [];
    }

    private static IEnumerable<EngagementEvent> Blocked(
        InvoiceState document,
        ReasonCode reason,
        string message
    ) =>
        document.Block == new DeliveryBlock(reason, message)
            ? []
            : [new EngagementEvent.InvoiceBlocked(document.Invoice.Reference, reason, message)];

    private static string Gone(string target) =>
        $"It belongs to {target}, which is not configured; put that back, so that it can be asked "
        + "whether it holds the document.";
}
