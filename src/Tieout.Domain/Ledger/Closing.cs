using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Ledger;

/// <summary>Lets go of what is invoiced and paid, and takes it up again when it is spoken of.</summary>
/// <remarks>
/// The work ledger keeps counting closed work; only the details leave the state. They are in the
/// log, and <see cref="EngagementEvent.DocumentsReopened"/> brings them back.
/// </remarks>
internal static class Closing
{
    // An event has a size that a log takes.
    private const int ItemsPerEventMax = 1_000;

    /// <summary>The event that lets go of what nothing is to be done with; nothing, as a rule.</summary>
    /// <remarks>
    /// That is a paid document whose work is all paid or written off, on which no correction waits or is under way.
    /// A refund may be due on it. O(documents), and O(shares) of those that are paid and not closed.
    /// </remarks>
    public static IReadOnlyList<EngagementEvent> Due(EngagementState state)
    {
        var paid = state
            .Invoices.Values.Where(x => x is { Status: InvoiceStatus.Paid, IsClosed: false })
            .ToList();
        if (paid.Count == 0 || state.KeepsClosedWork)
        {
            return [];
        }

        var corrections = state
            .Invoices.Values.Where(x => x.Invoice.IsCredit || x.Invoice.IsRepricing)
            .Where(x => x.Status is InvoiceStatus.Draft or InvoiceStatus.Approved)
            .Select(x => x.Invoice)
            .ToList();
        if (corrections.Exists(x => x.IsRepricing))
        {
            return [];
        }

        var corrected = corrections.Select(x => x.RefersTo).ToHashSet();
        var standing = paid.Select(x => x.Invoice.Reference)
            .Where(reference => !corrected.Contains(reference))
            .ToDictionary(reference => reference, x => StandingOn(state, x).ToList());
        RemoveUnsettled(standing);
        return standing.Count == 0 ? [] : [new EngagementEvent.DocumentsClosed([.. standing.Keys])];
    }

    public static EngagementState Close(EngagementState state, EngagementEvent.DocumentsClosed e) =>
        state.KeepsClosedWork ? state : e.References.Aggregate(state, LetGo);

    public static EngagementState Reopen(
        EngagementState state,
        EngagementEvent.DocumentsReopened e
    ) =>
        state with
        {
            Work = state.Work.SetItems(e.Items.Select(x => KeyValuePair.Create(x.Work.Id, x))),
            Closed = state.Closed.Without(e.Items),
            NonBillable = state.NonBillable.Without(e.Items),
            Alike = e.Items.Aggregate(
                state.Alike,
                (alike, item) => alike?.With(null, item, state.Work.ContainsKey)
            ),
            Invoices = state.Invoices.SetItems(
                e.Documents.Select(x => KeyValuePair.Create(x.Invoice.Reference.Value, x))
            ),
        };

    /// <summary>What has to be reopened before a command can be decided; nothing, as a rule.</summary>
    public static bool NeedsReopening(EngagementState state, EngagementCommand command) =>
        command switch
        {
            RecordWork { Work: var work } => IsNews(state, work),
            ReinstateWork { Work: var work } => state.Closed.Contains(work),
            RecordVoid { Voided.Invoice: var reference } => MayFall(state, reference)
                && Corrected(state, reference).Any(),
            RecordPayment { Payment: var payment } => state.Find(payment.Invoice)
                is { IsClosed: true } document
                && document.Invoice.Currency == payment.Amount.Currency
                && RecordPayment.IsNews(document, payment),
            CreditInvoice { Reference: var reference } => state.Find(reference)
                is { IsClosed: true, Invoice: { IsCredit: false, IsRepricing: false } },
            ReleaseRetention { Reference: var reference } => state.Find(reference)
                is { IsClosed: true } document
                && document.RetentionHeld(state).Amount > 0m,
            RepriceWork => ClosedTime(state).Any(),
            CompareCopy => Moved(state, command).Any(),
            RecordContract or RecordAmendment or PlanAmendment or ApproveAmendment => Amended(
                    state,
                    command
                )
                .Any() || Moved(state, command).Any(),
            _ => false,
        };

    /// <summary>The closed documents that commands need, besides those at hand already.</summary>
    /// <remarks>
    /// Work may be split over several documents; all of them come back together, since a
    /// correction credits each.
    /// </remarks>
    public static IReadOnlyList<InvoiceReference> Missing(
        EngagementState state,
        IEnumerable<EngagementCommand> commands,
        IReadOnlyDictionary<InvoiceReference, ClosedDocument> atHand
    ) =>
        [
            .. commands
                .Where(command => NeedsReopening(state, command))
                .SelectMany(command => DocumentsOf(state, command))
                .Concat(
                    atHand
                        .Values.SelectMany(document => document.Items)
                        .SelectMany(item => item.Slices)
                        .Select(slice => slice.Invoice)
                )
                .OfType<InvoiceReference>()
                .Distinct()
                .Where(reference => !atHand.ContainsKey(reference))
                .Where(reference => state.Find(reference) is { IsClosed: true }),
        ];

    /// <summary>Where the log has the non-billable work that commands need.</summary>
    public static IReadOnlyList<long> MissingWork(
        EngagementState state,
        IEnumerable<EngagementCommand> commands
    ) => [.. commands.SelectMany(command => Moved(state, command)).Distinct().Order()];

    /// <summary>The events that bring documents and work back.</summary>
    public static IReadOnlyList<EngagementEvent> Reopening(
        EngagementState state,
        IEnumerable<ClosedDocument> documents,
        IEnumerable<KeyValuePair<long, Work>> recorded
    )
    {
        var atHand = new HashSet<WorkId>();
        return
        [
            .. documents
                .OrderBy(x => x.Document.Invoice.Reference.Value, StringComparer.Ordinal)
                .SelectMany(x => Reopened([x.Document], [.. x.Items.Where(IsClosed)])),
            .. Reopened([], [.. recorded.Select(x => state.NonBillable.Restored(x.Value, x.Key))]),
        ];

        bool IsClosed(WorkItem item) =>
            state.Closed.Contains(item.Work.Id) && atHand.Add(item.Work.Id);
    }

    /// <summary>Work at hand that stands on a document.</summary>
    public static IEnumerable<WorkItem> StandingOn(
        EngagementState state,
        InvoiceReference reference
    ) =>
        state
            .Find(reference)!
            .Invoice.Lines.SelectMany(line => line.Shares)
            .Select(share => share.Work)
            .Distinct()
            .Select(work => state.Work.GetValueOrDefault(work))
            .OfType<WorkItem>()
            .Where(item => item.Slices.Any(slice => slice.Invoice == reference));

    /// <summary>What stands on several documents leaves with all of them, and comes back with each.</summary>
    private static void RemoveUnsettled(Dictionary<InvoiceReference, List<WorkItem>> standing)
    {
        while (standing.Where(x => !x.Value.TrueForAll(IsSettled)).ToList() is [_, ..] unsettled)
        {
            unsettled.ForEach(x => standing.Remove(x.Key));
        }

        bool IsSettled(WorkItem item) =>
            item.Held is null
            && item.Slices.All(slice =>
                slice.Stage is Stage.WrittenOff
                || (
                    slice is { Stage: Stage.Invoiced, Invoice: { } invoice }
                    && standing.ContainsKey(invoice)
                )
            );
    }

    private static IEnumerable<EngagementEvent> Reopened(
        IReadOnlyList<InvoiceState> documents,
        IReadOnlyList<WorkItem> items
    ) =>
        items.Count == 0 && documents.Count > 0
            ? [new EngagementEvent.DocumentsReopened(documents, [])]
            : items
                .OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal)
                .Chunk(ItemsPerEventMax)
                .Select(
                    (some, i) =>
                        new EngagementEvent.DocumentsReopened(i == 0 ? documents : [], some)
                );

    /// <summary>Where the log has non-billable work of which a command says, or makes, news.</summary>
    private static IEnumerable<long> Moved(EngagementState state, EngagementCommand command)
    {
        if (state.NonBillable.IsEmpty)
        {
            return [];
        }

        var told = command switch
        {
            RecordWork x when IsNews(state, x.Work) => x.Work,
            CompareCopy { Copy: Work work } when !IsKnown(state, work) => work,
            _ => null,
        };
        if (told is not null)
        {
            return state.NonBillable.RecordedAt(told.Id) is { } place ? [place] : [];
        }

        var terms = command switch
        {
            RecordContract x when state.Contract is null => new ContractTimeline(
                x.Contract,
                state.Amendments
            ),
            _ when AmendmentOf(state, command) is { } amendment => state.Contract?.With(amendment),
            _ => null,
        };
        return terms is null ? [] : state.NonBillable.MovedBy(terms);
    }

    /// <summary>Whether a void is not known yet, nor refused.</summary>
    private static bool MayFall(EngagementState state, InvoiceReference reference) =>
        state.Find(reference)
            is { Status: not InvoiceStatus.Voided, Invoice: { IsRepricing: false } invoice }
        && (
            invoice.RefersTo is not { } original
            || state.Find(original) is { Status: InvoiceStatus.Voided }
        );

    /// <summary>A newer version of what was let go of, or the same with other contents.</summary>
    private static bool IsNews(EngagementState state, Work work) =>
        state.ClosedVersionOf(work.Id) is { } closed && closed.IsOlderThan(work, state.Conflicts);

    /// <summary>Let go of as it is told.</summary>
    private static bool IsKnown(EngagementState state, Work told) =>
        state.ClosedVersionOf(told.Id) is { } closed && closed == ClosedVersion.Of(told);

    private static IEnumerable<InvoiceReference?> DocumentsOf(
        EngagementState state,
        EngagementCommand command
    ) =>
        command switch
        {
            RecordWork { Work.Id: var work } => [state.Closed.DocumentOf(work)],
            ReinstateWork { Work: var work } => [state.Closed.DocumentOf(work)],
            RecordVoid { Voided.Invoice: var reference } => Corrected(state, reference),
            RecordPayment { Payment.Invoice: var reference } => [reference],
            CreditInvoice { Reference: var reference } => [reference],
            ReleaseRetention { Reference: var reference } => [reference],
            RepriceWork => ClosedTime(state),
            RecordContract or RecordAmendment or PlanAmendment or ApproveAmendment => Amended(
                    state,
                    command
                )
                .Select(reference => (InvoiceReference?)reference),
            _ => [],
        };

    // An amendment gives a rate to time that stands on a document of its retainer.
    private static IEnumerable<InvoiceReference?> ClosedTime(EngagementState state) =>
        state
            .Invoices.Values.Where(document =>
                document.IsClosed
                && document.Invoice.Lines.Any(line =>
                    line.Kind
                        is InvoiceLineKind.Time
                            or InvoiceLineKind.Overage
                            or InvoiceLineKind.Retainer
                )
            )
            .Select(document => (InvoiceReference?)document.Invoice.Reference);

    /// <summary>A document with everything that corrected it.</summary>
    private static IEnumerable<InvoiceReference?> Corrected(
        EngagementState state,
        InvoiceReference reference
    ) =>
        state
            .Invoices.Values.Where(x =>
                x.IsClosed
                && (
                    x.Invoice.Reference == reference
                    || x.Invoice.RefersTo == reference
                    || x.Invoice.IsRepricing
                )
            )
            .Select(x => (InvoiceReference?)x.Invoice.Reference);

    private static IEnumerable<InvoiceReference> Amended(
        EngagementState state,
        EngagementCommand command
    ) =>
        AmendmentOf(state, command) is { } amendment
            ? AmendmentReach.MayReach(state, amendment)
            : [];

    private static Amendment? AmendmentOf(EngagementState state, EngagementCommand command) =>
        command switch
        {
            RecordContract x => x.Restated(state),
            RecordAmendment x => x.IsNews(state) ? x.Amendment : null,
            PlanAmendment x => state.AmendmentOf(x.Sequence),
            ApproveAmendment x => state.Plans.GetValueOrDefault(x.Plan) is { ApprovedBy: null } plan
                ? state.AmendmentOf(plan.Sequence)
                : null,
            _ => null,
        };

    private static EngagementState LetGo(EngagementState state, InvoiceReference reference)
    {
        var document = state.Find(reference)!;
        var standing = StandingOn(state, reference).ToList();
        var lines = document.Invoice.Lines.Select(BilledMonth.WithoutShares);
        var work = state.Work.RemoveRange(standing.Select(item => item.Work.Id));
        return state with
        {
            Work = work,
            Closed = state.Closed.With(standing, reference),
            Alike = state.Alike?.Closed(standing, work.ContainsKey),
            Invoices = state.Invoices.SetItem(
                reference.Value,
                document with
                {
                    IsClosed = true,
                    Invoice = document.Invoice with { Lines = [.. lines] },
                }
            ),
        };
    }
}
