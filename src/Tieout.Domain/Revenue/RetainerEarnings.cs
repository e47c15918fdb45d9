using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Revenue;

/// <summary>What a retainer has earned: its fee by day, and hours beyond the included ones.</summary>
internal sealed class RetainerEarnings(
    EngagementState state,
    ReferenceBook reference,
    RevenueKey key,
    IReadOnlyList<EarnedPiece> pieces,
    BilledBefore before
)
{
    /// <summary>Of a billed fee, through a day that ends a month: its days within the term by then.</summary>
    public decimal FeeTo(EarnedPiece fee, LocalDate through)
    {
        var charged = fee.Charged!;
        var terms = state.Contract!.TermsAt(charged.End);
        var term = LineOf(terms) is { } line ? RetainerHours.TermOf(terms, line) : null;
        return StraightLine
            .Spread(
                fee.Amount,
                term?.Intersection(charged) ?? charged,
                StraightLineGrain.Day,
                suspensions: []
            )
            .Where(period => period.Month <= through.ToYearMonth())
            .Sum(period => period.Revenue.Amount);
    }

    /// <summary>Months through a day that no document bills, as a run would bill them.</summary>
    public (decimal Amount, IReadOnlyList<RevenueNote> Left) Unbilled(LocalDate through)
    {
        var (amount, left) = (0m, new List<RevenueNote>());
        var settled = new List<RetainerPeriod>();
        Queue<EarnedPiece> hours = new(
            pieces
                .Where(x => x is { IsOpen: true, Work: TimeEntry })
                .OrderBy(x => x.Date)
                .ThenBy(x => x.Work.Id.Value, StringComparer.Ordinal)
        );
        foreach (var month in MonthsTo(through))
        {
            var window = month.ToYearMonth().ToDateInterval();
            var terms = state.Contract!.TermsAt(window.End);
            if (
                before.HasPeriod(key.Line, month)
                || !key.IsOf(terms)
                || LineOf(terms) is not { } line
            )
            {
                continue;
            }

            var active = RetainerHours.ActiveDays(terms, line, window);
            var fee = active.Of(line.Fee);
            if (WhyNot(month, terms, fee) is { } note)
            {
                left.Add(note);
                continue;
            }

            List<ReadySlice> used = [];
            while (hours.TryPeek(out var next) && next.Date <= window.End)
            {
                used.Add(new ReadySlice(next.Item, hours.Dequeue().Slice, terms));
            }

            var pool = before.PoolOf(terms, line, month, settled);
            var period = RetainerHours.Settle(line, month, active, used, pool);
            settled.Add(period);
            amount +=
                fee.Amount
                + RetainerHours
                    .Beyond(line, period.Use.Overage, used, key.Currency, reference)
                    .Sum(x => x.Amount.Amount);
        }

        return (amount, left);
    }

    /// <summary>No run bills a month before the first: another system may have.</summary>
    private RevenueNote? WhyNot(LocalDate month, ContractTerms terms, Money fee) =>
        fee.IsZero ? null
        : month < before.FirstPeriodOf(key.Line)
            ? new RevenueNote(
                key.Line,
                RevenueNote.BeforeFirstBilledMonth,
                ReasonOwner.Finance,
                1,
                fee
            )
        : terms.IsSigned ? null
        : RevenueNote.Of(key.Line, ReasonCode.ContractNotSigned, 1, fee);

    private ContractLine.Retainer? LineOf(ContractTerms terms) =>
        terms.Lines.OfType<ContractLine.Retainer>().FirstOrDefault(line => line.Id == key.Line);

    /// <summary>First days of the months since the retainer began under any terms.</summary>
    private IEnumerable<LocalDate> MonthsTo(LocalDate through)
    {
        var begun = state
            .Contract!.Amendments.Values.Where(x => x.IsInForce)
            .Select(x => x.Terms)
            .Append(state.Contract.Contract.Terms)
            .Select(terms => LineOf(terms) is { } line ? line.Start ?? terms.Start : through)
            .Min();
        for (
            var month = new LocalDate(begun.Year, begun.Month, 1);
            month <= through;
            month = month.PlusMonths(1)
        )
        {
            yield return month;
        }
    }
}
