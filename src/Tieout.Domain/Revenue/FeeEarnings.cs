using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Revenue;

/// <summary>What a fixed fee has earned: its share of the planned hours, all of it after the term.</summary>
/// <remarks>Source: domain rules §14.2 and §14.3; ASC 606-10-55-20, IFRS 15.B18 (input methods).</remarks>
internal sealed class FeeEarnings(
    EngagementState state,
    RevenueKey key,
    IReadOnlyList<EarnedPiece> pieces
)
{
    /// <summary>Unrounded, through a day.</summary>
    /// <param name="fee">As agreed on that day: another plan takes its whole effect then.</param>
    /// <param name="planned">Above zero.</param>
    public decimal ToDate(LocalDate through, ContractLine.FixedFee fee, Effort planned)
    {
        if (state.Contract!.TermsAt(through).End <= through || !IsAgreed(through))
        {
            return Total(through, fee);
        }

        var done = HoursTo(through);
        return Total(through, fee) * (done < planned ? done : planned).Seconds / planned.Seconds;
    }

    /// <summary>What is billed and stands, and what is still to be billed.</summary>
    public decimal Total(LocalDate through, ContractLine.FixedFee fee)
    {
        if (!IsAgreed(through))
        {
            return pieces.Where(x => x.Work is ScheduledFee).Sum(x => x.Amount.Amount);
        }

        var rows = fee
            .Schedule.Zip(AmendedSchedule.Of(state, fee, through))
            .Select(x => (Id: FallenFees.IdOf(state.Id, fee.Id, x.First.Id), Amount: x.Second))
            .ToList();
        var known = pieces.Where(x => x.Work is ScheduledFee).ToList();
        var agreed = rows.Where(row =>
                state.Work.GetValueOrDefault(row.Id) is not { IsOpen: false }
            )
            .Sum(row => row.Amount.Amount);
        var named = rows.ConvertAll(row => row.Id).ToHashSet();
        return agreed
            + known.Where(x => !x.IsOpen || !named.Contains(x.Work.Id)).Sum(x => x.Amount.Amount);
    }

    /// <summary>An amendment may have dropped the fee: nothing more is billed or done for it.</summary>
    private bool IsAgreed(LocalDate through) => key.IsIn(state.Contract!.TermsAt(through));

    /// <summary>Approved time of the line, whether or not its source calls it billable.</summary>
    private Effort HoursTo(LocalDate through) =>
        Effort.Sum(
            state
                .Work.Values.Where(item =>
                    item.Work is TimeEntry { Status: ApprovalStatus.Approved, IsDeleted: false }
                    && item.Work.ServiceDate <= through
                    && item.Slices.Any(slice => slice.Line == key.Line)
                )
                .Select(item => item.Work.Effort)
        );
}
