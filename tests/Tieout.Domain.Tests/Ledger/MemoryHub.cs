using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>One engagement and its reference data, driven by the real decisions, in memory.</summary>
/// <param name="engagement">Which one.</param>
/// <param name="keepsClosedWork">Lets go of nothing, to compare with one that does.</param>
internal sealed class MemoryHub(EngagementId engagement, bool keepsClosedWork = false)
{
    private readonly List<EngagementEvent> _history = [];
    private readonly CapWatch _caps = new();
    private readonly Dictionary<InvoiceReference, ClosedDocument> _copies = [];

    public EngagementState State { get; private set; } =
        new(engagement) { KeepsClosedWork = keepsClosedWork };

    public ReferenceBook Reference { get; private set; } = ReferenceBook.Empty;

    public IReadOnlyList<EngagementEvent> History => _history;

    public void Take(CanonicalFact fact)
    {
        switch (fact)
        {
            case ReferenceFact reference:
                if (Reference.Decide(reference) is Decision<ReferenceFact>.Accepted accepted)
                {
                    Reference = accepted.Events.Aggregate(Reference, (book, e) => book.Evolve(e));
                }

                Run(new Reassess());
                break;
            case Contract contract:
                Run(new RecordContract(contract));
                break;
            case Amendment amendment:
                Run(new RecordAmendment(amendment));
                break;
            case Project project:
                Run(new RecordProject(project));
                break;
            case Work work:
                Run(new RecordWork(work));
                break;
            case Payment payment:
                Run(new RecordPayment(payment));
                break;
            case Deposit deposit:
                Run(new RecordDeposit(deposit));
                break;
            case DocumentVoided voided:
                Run(new RecordVoid(voided));
                break;
        }
    }

    public Rejection? Run(EngagementCommand command)
    {
        if (State.NeedsReopening(command))
        {
            var whole = new EngagementState(engagement) { KeepsClosedWork = true };
            whole = whole.EvolveAll(_history);
            var found = new Dictionary<InvoiceReference, ClosedDocument>();
            while (State.Missing([command], found) is { Count: > 0 } missing)
            {
                foreach (var reference in missing)
                {
                    found[reference] = Copy(whole, reference);
                }
            }

            var recorded = State
                .MissingWork([command])
                .Select(at =>
                    KeyValuePair.Create(
                        at,
                        ((EngagementEvent.WorkRecorded)_history[(int)at - 1]).Work
                    )
                );
            var reopened = State.Reopening(found.Values, recorded);
            Record(reopened);
        }

        Rejection? refused = null;
        switch (command.Decide(State, Reference))
        {
            case Decision<EngagementEvent>.Rejected rejected:
                refused = rejected.Reason;
                break;
            case Decision<EngagementEvent>.Accepted accepted:
                Record(accepted.Events);
                break;
        }

        Record(State.Due(_caps));
        return refused;
    }

    /// <summary>Bills and approves until there is nothing more to bill.</summary>
    public void Bill(LocalDate through)
    {
        for (var before = -1; before != _history.Count; )
        {
            before = _history.Count;
            Assert.Null(Run(new DraftInvoice(through, through)));
            foreach (var draft in Documents(InvoiceStatus.Draft))
            {
                Assert.Null(Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
            }
        }
    }

    /// <summary>The target takes every approved document.</summary>
    public void Post()
    {
        foreach (var document in Documents(InvoiceStatus.Approved))
        {
            var reference = document.Invoice.Reference;
            var posted = new PostedDocument(
                "erp",
                $"id-{reference}",
                $"N-{reference}",
                document.Invoice.InvoiceDate
            );
            Assert.Null(Run(new RecordPosting(reference, posted)));
        }
    }

    public IReadOnlyList<InvoiceState> Documents(params InvoiceStatus[] statuses) =>
        [.. State.Invoices.Values.Where(x => statuses.Contains(x.Status))];

    /// <summary>The same history, folded from its beginning.</summary>
    public MemoryHub Replayed()
    {
        var again = new MemoryHub(engagement, keepsClosedWork);
        again.State = again.State.EvolveAll(_history);
        return again;
    }

    /// <summary>What the engagement says, without the order in which it was told.</summary>
    public string Fingerprint()
    {
        var work = State
            .Work.Values.OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item =>
                $"{item.Work.Id} v{item.Work.Version} held {item.Held?.Version} "
                + string.Join(" + ", item.Slices.Select(Describe))
            );
        var documents = State.Invoices.Values.Select(x =>
            $"{x.Invoice.Reference} {x.Status} net {x.Invoice.Net} tax {x.Invoice.Tax}: "
            + string.Join("; ", x.Invoice.Lines.Select(line => $"{line.Description} {line.Amount}"))
        );
        return string.Join('\n', work.Concat(documents));
    }

    /// <summary>As it was kept when the document was closed; its history says the same.</summary>
    private ClosedDocument Copy(EngagementState whole, InvoiceReference reference)
    {
        var copy = _copies[reference];
        var told = ClosedDocument.Of(whole, reference);
        Assert.Equal(told.Document.Open, copy.Document.Open);
        Assert.Equal(told.Items.Select(Described), copy.Items.Select(Described));
        return copy;

        static string Described(WorkItem item) =>
            $"{item.Work} {string.Join(' ', item.Slices)} {item.Held}";
    }

    private void Record(IReadOnlyList<EngagementEvent> happened)
    {
        foreach (
            var reference in happened
                .OfType<EngagementEvent.DocumentsClosed>()
                .SelectMany(closed => closed.References)
        )
        {
            _copies[reference] = ClosedDocument.Of(State, reference);
        }

        State = State.EvolveAll(happened);
        _history.AddRange(happened);
    }

    private static string Describe(Slice slice) =>
        $"{slice.Stage} {slice.Effort} {slice.Amount} {slice.Rate?.Rate} {slice.Invoice} "
        + string.Join(',', slice.Reasons);
}
