using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>One document in the making: the work it may take and the lines it has so far.</summary>
internal sealed class RunPage(
    EngagementState state,
    ReferenceBook reference,
    DraftInvoice run,
    ContractTerms terms,
    ILookup<ContractLineId, WorkItem> work
)
{
    private (ContractTerms? Terms, ContractLine? Line, TaxCode? Code) _taxed;
    private readonly List<WorkItem> _sliced = [];

    public EngagementState State => state;

    public ReferenceBook Reference => reference;

    public DraftInvoice Run => run;

    /// <summary>As they are on the last day of the window.</summary>
    public ContractTerms Terms => terms;

    public CurrencyCode Currency => terms.Currency;

    public DateInterval Window => new(run.Start, run.Through);

    public BilledBefore Before { get; } = BilledBefore.Of(state, terms.Currency);

    /// <summary>By the terms of the page.</summary>
    public CapRoom Caps => field ??= new CapRoom(state.Contract!, terms, Before);

    /// <summary>None where nothing was agreed and nothing has arrived.</summary>
    public PaidInAdvance? InAdvance =>
        PaidInAdvance.IsExpected(state, terms)
            ? PaidInAdvance.On(run.InvoiceDate, state, terms, Before)
            : null;

    /// <summary>
    /// Months with a minimum commitment that the run settles, each with what was agreed then; none
    /// where its window is told.
    /// </summary>
    public IReadOnlyList<(DateInterval Month, MinimumCommitment Commitment)> Committed =>
        field ??= run.From is null
            ?
            [
                .. Before
                    .MonthsLeft(run.Through)
                    .Select(month => (month, state.Contract!.TermsAt(month.End).Commitment))
                    .Where(x => x.Commitment is { Span: CommitmentSpan.Period })
                    .Select(x => (x.month, x.Commitment!)),
            ]
            : [];

    public List<DraftLine> Lines { get; } = [];

    public List<LeftWork> Blocked { get; } = [];

    public List<(ContractLineId Line, WorkId Work)> NonBillable { get; } = [];

    public List<RunBalance> Balances { get; } = [];

    public List<CapAlert> Alerts { get; } = [];

    /// <summary>Work whose slices the run changes.</summary>
    public IReadOnlyList<WorkItem> Sliced => _sliced;

    /// <summary>The lines of the terms, then earlier ones that still have open work.</summary>
    public IEnumerable<ContractLine> ContractLines =>
        terms.Lines.Concat(
            work.Where(group => terms.Lines.All(line => line.Id != group.Key))
                .Where(group => group.Any(IsBillable))
                .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
                .Select(group =>
                    state
                        .Contract!.TermsAt(LastDayOf(group))
                        .Lines.FirstOrDefault(line => line.Id == group.Key)
                )
                .OfType<ContractLine>()
        );

    /// <summary>The last day of work that may be billed; non-billable work decides nothing.</summary>
    public static LocalDate LastDayOf(IEnumerable<WorkItem> work)
    {
        var all = work.ToList();
        var billable = all.FindAll(IsBillable);
        return (billable.Count > 0 ? billable : all).Max(item => item.Work.ServiceDate);
    }

    /// <summary>What a line for the work is analysed by.</summary>
    public ValueList<DimensionSetting>? DimensionsOf(ReadySlice ready) =>
        Dimensions.Of(ready.Terms, state.Projects.GetValueOrDefault(ready.Work.Project));

    /// <summary>The tax code of a line by terms; none when there is none to be had.</summary>
    public TaxCode? TaxCodeOf(ContractTerms then, ContractLine? line)
    {
        if (!ReferenceEquals(_taxed.Terms, then) || !ReferenceEquals(_taxed.Line, line))
        {
            _taxed = (then, line, TaxCodes.Of(then, line, reference, run.InvoiceDate));
        }

        return _taxed.Code;
    }

    /// <summary>What fits under the caps of work that is offered: by service date and id, over all lines.</summary>
    public CapFit FitOf(ReadySlice ready) => Fits[ready.Work.Id];

    private Dictionary<WorkId, CapFit> Fits =>
        field ??= ContractLines
            .Where(line => line is ContractLine.TimeAndMaterials or ContractLine.Reimbursables)
            .SelectMany(line =>
                Candidates(line)
                    .Where(x => IsOffered(x.Open))
                    .Select(x => (Line: line, Ready: ReadyOf(x.Item)))
            )
            .OrderBy(x => x.Ready.Work.ServiceDate)
            .ThenBy(x => x.Ready.Work.Id.Value, StringComparer.Ordinal)
            .ToDictionary(x => x.Ready.Work.Id, x => Caps.Take(x.Line, x.Ready));

    /// <summary>What a line may bill, by service date and id; the rest is noted with its reasons.</summary>
    public List<ReadySlice> Offered(ContractLine line)
    {
        var offered = new List<ReadySlice>();
        foreach (var (item, open) in Candidates(line))
        {
            if (open.All(slice => slice.Stage is Stage.NonBillable))
            {
                NonBillable.Add((line.Id, item.Work.Id));
            }
            else if (!IsOffered(open))
            {
                IReadOnlyList<ReasonCode> reasons =
                [
                    .. open.Where(slice => !slice.IsOfferedToRun)
                        .SelectMany(x => x.Reasons)
                        .Distinct(),
                ];
                Blocked.Add(new LeftWork(line.Id, item.Work.Id, reasons));
            }
            else
            {
                offered.Add(ReadyOf(item));
            }
        }

        return offered;
    }

    private IEnumerable<(WorkItem Item, List<Slice> Open)> Candidates(ContractLine line) =>
        work[line.Id]
            .Where(item => item.Work is not TimeEntry time || IsCandidate(line, time, item))
            .OrderBy(item => item.Work.ServiceDate)
            .ThenBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item => (item, OpenOf(item)));

    private static bool IsOffered(List<Slice> open) =>
        open.TrueForAll(slice => slice.IsOfferedToRun);

    private ReadySlice ReadyOf(WorkItem item) =>
        new(item, Whole(item), state.Contract!.TermsAt(item.Work.ServiceDate));

    /// <summary>Whether there is time of a line up to a day that may be billed.</summary>
    public bool HasReady(ContractLine line, LocalDate through) =>
        work[line.Id]
            .Any(item =>
                item.Work is TimeEntry time
                && time.WorkDate <= through
                && IsCandidate(line, time, item)
                && item.Slices.Any(slice => slice is { IsOpen: true, IsOfferedToRun: true })
            );

    /// <summary>The open part is billed as a whole.</summary>
    public WorkShare Take(ReadySlice ready, Money amount) => Take(ready, ready.Slice, amount);

    /// <summary>A part is billed; the rest is another slice, which waits for a reason.</summary>
    public WorkShare Take(ReadySlice ready, Slice part, Money amount, LeftWork? rest = null)
    {
        var taken = part with { Amount = amount };
        if (rest is null)
        {
            Keep(ready.Item, [ready.Slice]);
        }
        else
        {
            var left = ready.Slice with
            {
                Number = ready.Item.Numbers.Next,
                Effort = ready.Slice.Effort - part.Effort,
                Billable = ready.Slice.Billable - part.Billable,
                Amount = rest.Amount,
                Stage = Stage.Blocked,
                Reasons = rest.Reasons,
            };
            Keep(ready.Item, [taken, left]);
            Blocked.Add(rest);
        }

        return new WorkShare(
            ready.Work.Id,
            taken.Number,
            part.Effort,
            amount,
            Billable: part.Billable
        );
    }

    /// <summary>Nothing of it is billed.</summary>
    public void Leave(ReadySlice ready, LeftWork left)
    {
        Blocked.Add(left);
        Keep(
            ready.Item,
            [
                ready.Slice with
                {
                    Amount = left.Amount,
                    Stage = Stage.Blocked,
                    Reasons = left.Reasons,
                },
            ]
        );
    }

    private static bool IsBillable(WorkItem item) =>
        item.Slices.Any(slice => slice.IsOpen && slice.Stage is not Stage.NonBillable);

    /// <summary>Time that a price covers is not billed and not asked about.</summary>
    private bool IsCandidate(ContractLine line, TimeEntry time, WorkItem item) =>
        line is ContractLine.TimeAndMaterials or ContractLine.Retainer
        && (run.IncludePrior || time.WorkDate >= run.Start)
        && item.OpenEffort > Effort.Zero;

    private void Keep(WorkItem item, IReadOnlyList<Slice> open)
    {
        var next = item.Reopened(open);
        if (
            next.Slices.Count != item.Slices.Count
            || !next.Slices.Zip(item.Slices).All(pair => pair.First.SaysTheSameAs(pair.Second))
        )
        {
            _sliced.Add(next);
        }
    }

    /// <summary>The open slices as one, free of what the run itself decides.</summary>
    public static Slice Whole(WorkItem item)
    {
        var open = OpenOf(item);
        return open is [{ Stage: Stage.Ready } single]
            ? single
            : open[0] with
            {
                Number = item.Numbers.Open,
                Effort = item.OpenEffort,
                Billable = item.OpenBillable,
                Amount = open.Select(x => x.Amount)
                    .Aggregate((a, b) => a is { } x && b is { } y ? x + y : null),
                Stage = Stage.Ready,
                Reasons = [],
            };
    }

    private static List<Slice> OpenOf(WorkItem item) =>
        [.. item.Slices.Where(slice => slice.IsOpen)];
}
