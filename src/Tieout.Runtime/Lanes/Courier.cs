using System.Diagnostics;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Electronic;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.Lanes;

/// <summary>Brings one document to one target: looks, writes what is missing, looks no further.</summary>
/// <remarks>
/// The target ends up with exactly one document for a reference, whatever crashed when: what a lost
/// call left behind is found by its reference and carried on, and surplus drafts are discarded.
/// </remarks>
internal sealed class Courier(ISink sink)
{
    /// <summary>Makes sure that the customer is there; master data has a fault of its own.</summary>
    /// <exception cref="ConnectorException">The target did not take the customer.</exception>
    public async Task EnsurePartyAsync(Customer customer, CancellationToken cancellationToken)
    {
        if (sink.Capabilities.WritesParties)
        {
            var party = new Delivery.Party(customer);
            var found = await sink.FindAsync(party, cancellationToken);
            _ = await sink.WriteAsync(party, found.Count > 0 ? found[0] : null, cancellationToken);
        }
    }

    /// <summary>Makes sure that the contract's project is there, where the target keeps projects.</summary>
    /// <exception cref="ConnectorException">The target did not take the project.</exception>
    public async Task EnsureProjectAsync(ProjectOrder order, CancellationToken cancellationToken)
    {
        if (sink.Capabilities.WritesProjects)
        {
            var project = new Delivery.Project(order, IsClosed: false);
            var found = await sink.FindAsync(project, cancellationToken);
            _ = await sink.WriteAsync(
                project,
                found.Count > 0 ? found[0] : null,
                cancellationToken
            );
        }
    }

    /// <summary>What the target already holds for the document, surplus drafts removed.</summary>
    /// <exception cref="ConnectorException">It could not be asked, or holds two in its ledger.</exception>
    public async Task<TargetRecord?> LookAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var found = await sink.FindAsync(document, cancellationToken);
        var live = found.Where(x => x.State is TargetState.Posted or TargetState.Paid).ToList();
        if (live.Count > 1)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{sink.System} holds {live.Count} posted documents for {document.NaturalKey}; "
                    + "void all but one there.",
                reason: "ALREADY_BILLED"
            );
        }

        if (live.Count == 1)
        {
            RequireSame(document.Invoice, live[0]);
        }

        var keep =
            live.Count == 1 ? live[0]
            : found.FirstOrDefault(x => IsOurs(document.Invoice, x)) is { } voided ? voided
            : found.FirstOrDefault(x => x.State == TargetState.Submitted)
                ?? found.FirstOrDefault(x => x.State == TargetState.Draft)
                ?? found.LastOrDefault(x => x.State == TargetState.Rejected);
        foreach (var surplus in found.Where(x => x.State == TargetState.Draft && x != keep))
        {
            await sink.DiscardAsync(surplus, cancellationToken);
        }

        return keep;
    }

    /// <summary>Posted by us and void since; what had other amounts was somebody else's.</summary>
    private static bool IsOurs(Invoice invoice, TargetRecord record) =>
        record.State == TargetState.Voided && HasAmountsOf(invoice, record);

    private static bool HasAmountsOf(Invoice invoice, TargetRecord record) =>
        (record.Net is not { } net || net == invoice.Net)
        && (record.Tax is not { } tax || tax == invoice.Tax);

    /// <summary>Somebody may have changed a draft that we left behind, and posted it.</summary>
    private void RequireSame(Invoice invoice, TargetRecord posted)
    {
        var deducted = invoice.Gross - invoice.Payable;
        if (posted is { IsUnfinished: false, Deducted: { } other } && other != deducted)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{sink.System} deducts {other} of {posted.Number} for {invoice.Reference}, where "
                    + $"{deducted} are kept back or paid in advance; mend it there."
            );
        }

        if (!HasAmountsOf(invoice, posted))
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{sink.System} holds {posted.Number} for {invoice.Reference} with {posted.Net} and "
                    + $"{posted.Tax} tax, where {invoice.Net} and {invoice.Tax} tax belong; void it "
                    + "there.",
                reason: posted.Net is { } net && net != invoice.Net ? null : "TAX_DIFFERENCE"
            );
        }
    }

    /// <summary>The document with everything that the target needs to write it.</summary>
    public static Delivery.Document Prepare(
        InvoiceState document,
        InvoiceState? original,
        ReferenceBook reference
    )
    {
        var invoice = document.Invoice;
        var accounts = Enum.GetValues<AccountRole>()
            .Select(role => (role, account: reference.AccountOf(invoice.LegalEntity, role)))
            .Where(x => x.account is not null)
            .ToDictionary(x => x.role, x => x.account!);
        var billTo =
            reference.Customers.GetValueOrDefault(invoice.BillTo)
            ?? throw new UnreachableException($"customer {invoice.BillTo} was known at drafting");
        return new Delivery.Document(
            invoice,
            billTo,
            accounts,
            original?.Posted?.ExternalId,
            RefersToDate: original?.Invoice.InvoiceDate
        );
    }

    /// <summary>A customer of electronic invoices gets none that lacks what they have to say.</summary>
    public static DeliveryBlock? BlockOf(Invoice invoice, ReferenceBook reference) =>
        ElectronicTerms.Missing(invoice, reference) is [_, ..] missing
            ? new DeliveryBlock(
                ReasonCode.ElectronicInvoiceInvalid,
                $"Its electronic invoice lacks {string.Join("; ", missing)}."
            )
            : null;

    /// <summary>What is said of a document that its target has not answered yet, and when it is late.</summary>
    public static DeliveryBlock WaitOf(ISink sink, TargetRecord submitted, Instant now)
    {
        var since = submitted.SubmittedAt ?? now;
        var what = $"{sink.System} has {submitted.ExternalId} since {since}";
        var limit = Duration.FromTimeSpan(sink.Capabilities.AnswersWithin ?? TimeSpan.Zero);
        return now - since > limit
            ? new DeliveryBlock(
                ReasonCode.ErpOutcomeUnknown,
                $"{what} and has not acknowledged it within {limit.TotalHours:0.##} hours. "
                    + "Look there what became of it; it is not sent again before."
            )
            : new DeliveryBlock(
                ReasonCode.DeliveryPending,
                $"{what}, and acknowledges it by {since + limit}."
            );
    }

    /// <summary>A target that is not told of these amounts would hold another total.</summary>
    /// <exception cref="ConnectorException">Somebody has to enter it by hand.</exception>
    public void RequireDeliverable(Invoice invoice)
    {
        if (invoice.Payable != invoice.Gross && !sink.Capabilities.TakesDeductions)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{invoice.Reference} has a retention or a prepaid amount: {invoice.Payable} is payable of "
                    + $"{invoice.Gross}. {sink.System} cannot be told of that; enter it there by hand "
                    + $"with the reference {invoice.Reference}, {invoice.Net} net and {invoice.Tax} tax, and it "
                    + "is found there."
            );
        }
    }
}
