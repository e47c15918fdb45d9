using System.Diagnostics;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Works out a billing run: a page for each document, its lines in contract order.</summary>
/// <remarks>With a scope it bills anew what was billed once, whatever looks like it since.</remarks>
internal static class BillingRun
{
    public static BillingPlan Plan(
        EngagementState state,
        ReferenceBook reference,
        DraftInvoice run,
        RunScope? scope = null
    )
    {
        if (state.Contract is null)
        {
            return new BillingPlan(InvoicingRejections.NoContract(state.Id), [], [], [], []);
        }

        var events = new List<EngagementEvent>();
        var folded = 0;
        if (scope is null)
        {
            events.AddRange(CreditMemo.ForHeldWork(state, reference, run.InvoiceDate));
            Fold();
            events.AddRange(FallenFees.Until(state, reference, run.Through));
            Fold();
        }

        events.AddRange(
            run.AsOf is { } asOf ? Reassess.OpenWork(state, reference.AsOf(asOf), run.Through)
            : scope is null ? Duplicates.Recheck(state, reference)
            : []
        );
        Fold();

        var pages = new List<RunPage>();
        var refused = new List<(RunPage Page, Rejection Why)>();
        foreach (var (key, terms, work) in Documents(state, reference, run, scope))
        {
            Fold();
            var page = new RunPage(state, reference, run, terms, work);
            pages.Add(page);
            Fill(page, scope);
            switch (RunDocument.Draft(page, key))
            {
                case Decision<EngagementEvent>.Accepted accepted:
                    events.AddRange(accepted.Events);
                    break;
                case Decision<EngagementEvent>.Rejected { Reason: var reason }:
                    refused.Add((page, reason));
                    break;
            }
        }

        Fold();
        events.AddRange(scope is null ? AbsorbedWork.Through(state, reference, run.Through) : []);
        return PlanOf(Answer(refused, events), pages);

        // What comes next is decided on what was decided before; after the last there is nothing to decide.
        void Fold()
        {
            state = state.EvolveAll(events.Skip(folded));
            folded = events.Count;
        }
    }

    private static BillingPlan PlanOf(Decision<EngagementEvent> decision, List<RunPage> pages) =>
        new(
            decision,
            [.. pages.SelectMany(page => page.Blocked)],
            [.. pages.SelectMany(page => page.NonBillable)],
            [.. pages.SelectMany(page => page.Balances)],
            [.. pages.SelectMany(page => page.Alerts)]
        );

    /// <summary>What is in order goes out; a refusal is told when there is nothing else to tell.</summary>
    private static Decision<EngagementEvent> Answer(
        List<(RunPage Page, Rejection Why)> refused,
        List<EngagementEvent> events
    )
    {
        if (refused.Count == 0 || events.OfType<EngagementEvent.InvoiceDrafted>().Any())
        {
            return Decision<EngagementEvent>.Accept(events);
        }

        var charged = refused.Where(x => x.Why.Unbilled is not null).Select(x => x.Page).ToList();
        return charged.Count == 0
            ? refused[0].Why
            : refused[0].Why with
            {
                Unbilled = RunDocument.Charged(charged),
            };
    }

    /// <summary>One for each payer, legal entity, currency and order; that of the window always.</summary>
    private static IEnumerable<(
        DocumentKey Key,
        ContractTerms Terms,
        ILookup<ContractLineId, WorkItem> Work
    )> Documents(EngagementState state, ReferenceBook reference, DraftInvoice run, RunScope? scope)
    {
        var now = state.Contract!.TermsAt(run.Through);
        var keyOfNow = DocumentKey.Of(now, reference);
        var keys = new Dictionary<ContractTerms, DocumentKey>(ReferenceEqualityComparer.Instance)
        {
            [now] = keyOfNow,
        };
        var groups = state
            .Work.Values.Where(item => IsConsidered(item, run.Through))
            .Where(item => scope?.Work.Contains(item.Work.Id) != false)
            .Select(item => (Item: item, Terms: state.Contract.TermsAt(item.Work.ServiceDate)))
            .GroupBy(x =>
                keys.TryGetValue(x.Terms, out var key)
                    ? key
                    : keys[x.Terms] = DocumentKey.Of(x.Terms, reference)
            )
            .ToDictionary(group => group.Key, group => group.ToList());
        groups.TryAdd(keyOfNow, []);
        return groups
            .OrderBy(group => group.Key)
            .Select(group =>
                (
                    group.Key,
                    group.Key == keyOfNow
                        ? now
                        : state.Contract.TermsAt(
                            RunPage.LastDayOf(group.Value.Select(x => x.Item))
                        ),
                    group.Value.Select(x => x.Item).ToLookup(LineOf)
                )
            );
    }

    /// <summary>Not what a newer version replaces as soon as all of it is credited.</summary>
    private static bool IsConsidered(WorkItem item, LocalDate through) =>
        item is { Work: not Charge, Held: null }
        && (
            item.Work.ServiceDate <= through
            || item.Work is Milestone { Due: var due } && due <= through
        )
        && item.Slices.Any(slice => slice.IsOpen && slice.Line is not null)
        && !item.Slices.Any(slice => slice.Stage is Stage.Drafted);

    private static ContractLineId LineOf(WorkItem item) =>
        item.Slices.First(slice => slice.IsOpen).Line!.Value;

    private static void Fill(RunPage page, RunScope? scope)
    {
        foreach (var line in page.ContractLines.Where(x => scope?.Allows(x) != false))
        {
            switch (line)
            {
                case ContractLine.TimeAndMaterials x:
                    TimeLines.Bill(page, x);
                    break;
                case ContractLine.Retainer x:
                    RetainerLines.Bill(page, x);
                    break;
                case ContractLine.FixedFee x:
                    AgreedLines.Bill(page, x);
                    break;
                case ContractLine.Milestones x:
                    AgreedLines.Bill(page, x);
                    break;
                case ContractLine.Units x:
                    AgreedLines.Bill(page, x);
                    break;
                case ContractLine.Progress x:
                    AgreedLines.Bill(page, x);
                    break;
                case ContractLine.Reimbursables x:
                    ReimbursedLines.Bill(page, x);
                    break;
                default:
                    throw new UnreachableException(line.Id.Value);
            }
        }

        Caps.Report(page, line: null);
        if (scope?.AllowsCommitment != false)
        {
            CommitmentLine.Bill(page);
        }
    }
}
