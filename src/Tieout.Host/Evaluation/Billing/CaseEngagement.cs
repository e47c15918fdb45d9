using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>One contract of a case: an engagement of the hub, driven by the hub's own commands.</summary>
internal sealed class CaseEngagement
{
    private readonly ReferenceBook _reference;
    private readonly Dictionary<WorkId, Work> _told = [];
    private readonly List<WorkId> _news = [];
    private LocalDate? _billedThrough;

    public CaseEngagement(CaseFields contract, ContractTerms terms, ReferenceBook reference)
    {
        _reference = reference;
        var id = contract.Identifier<EngagementId>("id");
        // A run names what it does not bill; the hub itself lets go of such time.
        State = new EngagementState(id) { KeepsClosedWork = true };
        Terms = terms;
        Run(new RecordContract(new Contract(id, 1, terms)));
    }

    public EngagementState State { get; private set; }

    public ContractTerms Terms { get; }

    /// <summary>What the case says of this work now; known versions are not told again.</summary>
    /// <param name="isTakenElsewhere">Another contract has invoiced it or given it up.</param>
    public void Tell(Work work, bool isTakenElsewhere)
    {
        var isClaimed = Terms.Lines.Any(line => line.Claims(work));
        // Hours below zero correct other hours at their source; a run has nothing open of them.
        var isOpen = work.Effort >= Effort.Zero;
        work = work with
        {
            IsDeleted = work.IsDeleted || isTakenElsewhere || !isClaimed || !isOpen,
        };
        var known = _told.GetValueOrDefault(work.Id);
        var version = known?.Version ?? 0;
        var isNews = known is null ? !work.IsDeleted : known != work with { Version = version };
        if (isNews)
        {
            _news.Add(work.Id);
            _told[work.Id] = work with { Version = _news.Count };
            Run(new RecordWork(_told[work.Id]));
        }
    }

    /// <summary>Decides and folds a command; a refusal of the business is given back.</summary>
    public Rejection? Run(EngagementCommand command) => Take(command.Decide(State, _reference));

    /// <summary>Drafts, and approves what was drafted.</summary>
    public (BillingPlan Plan, IReadOnlyList<Invoice> Documents) Bill(DraftInvoice run)
    {
        var plan = run.Plan(State, _reference);
        if (plan.Decision is Decision<EngagementEvent>.Accepted)
        {
            _billedThrough = run.Through;
        }

        return (plan, Approved(plan.Decision));
    }

    /// <summary>Decides on documents and approves them.</summary>
    public IReadOnlyList<Invoice> Draft(EngagementCommand command) =>
        Approved(command.Decide(State, _reference));

    /// <summary>Bills or credits changes of rates.</summary>
    public (IReadOnlyList<PriceChange> Changes, IReadOnlyList<Invoice> Documents) Reprice(
        RepriceWork command
    ) => (command.Changes(State, _reference), Draft(command));

    private List<Invoice> Approved(Decision<EngagementEvent> decision)
    {
        _ = Take(decision);
        List<Invoice> drafted = decision is Decision<EngagementEvent>.Accepted accepted
            ? [.. accepted.Events.OfType<EngagementEvent.InvoiceDrafted>().Select(e => e.Invoice)]
            : [];
        foreach (var invoice in drafted)
        {
            Run(new ApproveInvoice(invoice.Reference, "case"));
        }

        return drafted;
    }

    /// <summary>Caps of time that a run has looked at, of each month that of the last one; and what is used of them.</summary>
    public IEnumerable<(AgreedCap Cap, CapUse Used)> CapsUsed()
    {
        if (_billedThrough is not { } day)
        {
            return [];
        }

        var before = BilledBefore.Of(State, Terms.Currency);
        return Terms
            .Lines.Where(line => line is ContractLine.TimeAndMaterials)
            .SelectMany(line => AgreedCap.On(State.Contract!, Terms, line, day, Terms.Currency))
            .Distinct()
            .Select(cap => (cap, before.UsedOf(cap)));
    }

    private Rejection? Take(Decision<EngagementEvent> decision)
    {
        switch (decision)
        {
            case Decision<EngagementEvent>.Rejected rejected:
                return rejected.Reason;
            case Decision<EngagementEvent>.Accepted accepted:
                State = State.EvolveAll(accepted.Events);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
