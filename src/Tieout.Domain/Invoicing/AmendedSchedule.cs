using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>The instalments of a fixed fee whose total an amendment has changed.</summary>
/// <remarks>Only rows that are not billed change: they share what is left. Source: §8.3.</remarks>
internal static class AmendedSchedule
{
    /// <summary>The amount of each row, in the schedule's order.</summary>
    public static IReadOnlyList<Money> Of(
        EngagementState state,
        ContractLine.FixedFee line,
        LocalDate through
    )
    {
        List<Money> amounts = [.. line.Schedule.Select(row => row.Amount)];
        if (amounts.Count == 0 || state.Contract!.LatestAt(through) is null)
        {
            return amounts;
        }

        var isOpen = line.Schedule.Select(row => IsUnbilled(state, line, row)).ToList();
        var currency = amounts[0].Currency;
        if (isOpen.TrueForAll(open => open) || HasOtherRows(state, line))
        {
            return amounts;
        }

        var billed = BilledBefore.Of(state, currency).UsedOf(line.Id, InvoiceLineKind.Schedule);
        var left = Money.Sum(currency, amounts) - billed;
        var agreed = amounts.Where((_, i) => isOpen[i]).ToList();
        if (left == Money.Sum(currency, agreed) || agreed.TrueForAll(amount => amount.IsZero))
        {
            return amounts;
        }

        // More was billed than is agreed now: a credit is for somebody to decide.
        var shares =
            left.Amount <= 0m
                ? agreed.ConvertAll(_ => Money.Zero(currency))
                : left.Allocate([.. agreed.Select(amount => amount.Amount)]);
        var next = 0;
        return [.. amounts.Select((amount, i) => isOpen[i] ? shares[next++] : amount)];
    }

    private static bool IsUnbilled(
        EngagementState state,
        ContractLine.FixedFee line,
        ScheduleRow row
    )
    {
        var id = FallenFees.IdOf(state.Id, line.Id, row.Id);
        return state.Work.GetValueOrDefault(id) is { } known
            ? known.IsOpen
            : !state.Closed.Contains(id);
    }

    /// <summary>Billed rows that the schedule no longer names: it is only about the rest.</summary>
    /// <remarks>Whichever terms named them, that may be replaced since: what was billed tells.</remarks>
    private static bool HasOtherRows(EngagementState state, ContractLine.FixedFee line)
    {
        var named = line
            .Schedule.Select(row => FallenFees.IdOf(state.Id, line.Id, row.Id))
            .ToHashSet();
        return state
            .Work.Values.Where(item => !item.IsOpen)
            .Select(item => item.Work)
            .OfType<ScheduledFee>()
            .Where(fee => fee.Line == line.Id)
            .Select(fee => fee.Id)
            .Concat(state.Closed.Fees.Where(fee => fee.Value == line.Id).Select(fee => fee.Key))
            .Any(id => !named.Contains(id));
    }
}
