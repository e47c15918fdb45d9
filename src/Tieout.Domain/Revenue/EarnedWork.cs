using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Revenue;

/// <summary>The work of an engagement that has a value, and the rest of it with its reasons.</summary>
/// <remarks>
/// What only keeps a document from being made does not keep work from being earned: an order, a hold,
/// a tax code. What is not approved, not agreed or not valued is named. O(work), once.
/// </remarks>
internal sealed class EarnedWork
{
    private static readonly HashSet<ReasonCode> NotEarned =
    [
        ReasonCode.ContractNotSigned,
        ReasonCode.ProjectExcludedFromBilling,
        ReasonCode.OutsideContractTerm,
        ReasonCode.NoContractLine,
        ReasonCode.NoRate,
        ReasonCode.AmbiguousRate,
        ReasonCode.AmountTooLarge,
        ReasonCode.FxRateMissing,
        ReasonCode.TimeNotSubmitted,
        ReasonCode.TimeNotApproved,
        ReasonCode.TimeRejected,
        ReasonCode.NotIncludedInFinancials,
        ReasonCode.ExpenseNotApproved,
        ReasonCode.MilestoneNotAccepted,
        ReasonCode.DuplicateSuspected,
    ];

    private readonly EngagementState _state;
    private readonly BilledLines _lines;
    private readonly List<EarnedPiece> _pieces = [];
    private readonly List<(LocalDate Date, RevenueNote Note)> _left = [];

    private EarnedWork(EngagementState state)
    {
        _state = state;
        _lines = new BilledLines(state);
        foreach (
            var item in state.Work.Values.OrderBy(x => x.Work.Id.Value, StringComparer.Ordinal)
        )
        {
            Read(item);
        }
    }

    /// <summary>By work; open work by service date is for who asks.</summary>
    public ILookup<RevenueKey, EarnedPiece> Pieces => _pieces.ToLookup(piece => piece.Key);

    public static EarnedWork Of(EngagementState state) => new(state);

    /// <summary>What has no value or is not earned, through a day, by line and main reason.</summary>
    public IEnumerable<RevenueNote> Left(LocalDate through) =>
        _left
            .Where(x => x.Date <= through)
            .GroupBy(x => (x.Note.LegalEntity, x.Note.Line, x.Note.Reason, x.Note.Value?.Currency))
            .Select(group =>
                group.First().Note with
                {
                    Count = group.Count(),
                    Value = group.Key.Currency is { } currency
                        ? Money.Sum(currency, group.Select(x => x.Note.Value!.Value))
                        : null,
                }
            );

    private void Read(WorkItem item)
    {
        foreach (var slice in item.Slices)
        {
            if (slice is { IsOpen: false, IsGivenUp: false, Amount: { } amount })
            {
                _pieces.Add(OnDocument(item, slice, amount));
            }
        }

        if (item.Held is not null)
        {
            var line = item.Slices.Select(slice => slice.Line).FirstOrDefault();
            var waits = RevenueNote.Of(line, ReasonCode.CorrectionPending, 1, value: null);
            Leave(item, waits);
        }

        List<Slice> open =
        [
            .. item.Slices.Where(slice => slice.IsOpen && slice.Stage is not Stage.NonBillable),
        ];
        if (open.Count > 0 && item.Work is not Charge)
        {
            ReadOpen(item, open);
        }
    }

    /// <summary>An amendment may have moved it to another line than its document says.</summary>
    private EarnedPiece OnDocument(WorkItem item, Slice slice, Money amount)
    {
        var document = _state.Find(slice.Invoice!.Value)!.Invoice;
        var place = _lines.Find(document.Reference, item.Work.Id, slice.Number);
        var key = RevenueKey.Of(document, slice.Line ?? place!.Line);
        var charged = place?.ServicePeriod ?? new DateInterval(document.Through, document.Through);
        return new EarnedPiece(key, item, slice, amount, charged);
    }

    private void ReadOpen(WorkItem item, List<Slice> open)
    {
        var whole = open[0] with
        {
            Effort = Effort.Sum(open.Select(slice => slice.Effort)),
            Billable = item.OpenBillable,
            Amount = Money.SumOrNone(open.Select(x => x.Amount)),
            Reasons = [.. open.SelectMany(slice => slice.Reasons).Distinct()],
        };
        var reasons = whole.Reasons.Where(NotEarned.Contains).ToList();
        if (reasons.Count > 0 || whole is not { Amount: { } amount, Line: { } line })
        {
            var reason = reasons.Concat(whole.Reasons).FirstOrDefault(ReasonCode.NoContractLine);
            Leave(item, RevenueNote.Of(whole.Line, reason, 1, whole.Amount));
            return;
        }

        var terms = _state.Contract!.TermsAt(item.Work.ServiceDate);
        var key = new RevenueKey(terms.LegalEntity, amount.Currency, line);
        _pieces.Add(new EarnedPiece(key, item, whole, amount, Charged: null));
    }

    private void Leave(WorkItem item, RevenueNote note)
    {
        var day = item.Work.ServiceDate;
        _left.Add((day, note with { LegalEntity = _state.Contract?.TermsAt(day).LegalEntity }));
    }
}
