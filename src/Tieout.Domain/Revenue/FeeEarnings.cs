using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
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
        var total = Total(through, fee);
        if (state.Contract!.TermsAt(through).End <= through || !IsAgreed(through))
        {
            return total;
        }

        var (recognised, before) = BeforeChange(through, fee);
        if (planned <= before)
        {
            return total;
        }

        var done = HoursTo(through);
        var rest = (done < planned ? done : planned) - before;
        var modified = new ModifiedPart(new(total, key.Currency), new(recognised, key.Currency));
        return recognised
            + ContractModification.Prospective(modified).Remaining!.Value.Amount
                * rest.Seconds
                / (planned - before).Seconds;
    }

    /// <summary>
    /// What is billed and stands, and what is still to be billed; before the terms change, what was
    /// agreed.
    /// </summary>
    public decimal Total(LocalDate through, ContractLine.FixedFee fee)
    {
        var known = pieces.Where(x => x.Work is ScheduledFee).ToList();
        if (!IsAgreed(through))
        {
            return known.Sum(x => x.Amount.Amount);
        }

        var later = LaterThan(through, fee).ToHashSet();
        var rows = fee
            .Schedule.Zip(
                later.Count == 0
                    ? AmendedSchedule.Of(state, fee, through)
                    : fee.Schedule.Select(row => row.Amount)
            )
            .Select(x => (Id: IdOf(x.First), Amount: x.Second))
            .ToList();
        var agreed = rows.Where(row =>
                later.Contains(row.Id)
                || state.Work.GetValueOrDefault(row.Id) is not { IsOpen: false }
            )
            .Sum(row => row.Amount.Amount);
        var named = rows.ConvertAll(row => row.Id).ToHashSet();
        return agreed
            + known
                .Where(x => !later.Contains(x.Work.Id))
                .Where(x => !x.IsOpen || !named.Contains(x.Work.Id))
                .Sum(x => x.Amount.Amount);
    }

    /// <summary>Rows of terms that change the fee after a day: what is billed by them tells nothing of it.</summary>
    private IEnumerable<WorkId> LaterThan(LocalDate through, ContractLine.FixedFee fee)
    {
        var agreed = fee.Schedule.Select(row => (row.Id, row.Amount)).ToHashSet();
        return state
            .Contract!.Amendments.Values.Where(x => x.IsInForce && x.EffectiveFrom > through)
            .SelectMany(x => x.Terms.Lines.OfType<ContractLine.FixedFee>())
            .Where(line => line.Id == key.Line && !line.Schedule.Equals(fee.Schedule))
            .SelectMany(line => line.Schedule)
            .Where(row => !agreed.Contains((row.Id, row.Amount)))
            .Select(IdOf);
    }

    private WorkId IdOf(ScheduleRow row) => FallenFees.IdOf(state.Id, key.Line, row.Id);

    /// <summary>What was recognised and done when the rest of the fee was last agreed anew; else nothing.</summary>
    private (decimal Recognised, Effort Done) BeforeChange(
        LocalDate through,
        ContractLine.FixedFee fee
    )
    {
        foreach (
            var from in state
                .Contract!.Amendments.Values.Where(x => x.IsInForce && x.EffectiveFrom <= through)
                .Select(x => x.EffectiveFrom)
                .Distinct()
                .OrderDescending()
        )
        {
            var day = from.PlusDays(-1);
            if (!IsAgreed(day) || LineAt(day) is not { } was)
            {
                break;
            }

            if (was.Schedule.Equals(fee.Schedule) && was.PlannedEffort == fee.PlannedEffort)
            {
                continue;
            }

            return LineAt(from) is { IsProspective: true } && was.PlannedEffort is { } planned
                ? (ToDate(day, was, planned), HoursTo(day))
                : (0m, Effort.Zero);
        }

        return (0m, Effort.Zero);
    }

    private ContractLine.FixedFee? LineAt(LocalDate day) =>
        state
            .Contract!.TermsAt(day)
            .Lines.OfType<ContractLine.FixedFee>()
            .FirstOrDefault(line => line.Id == key.Line);

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
