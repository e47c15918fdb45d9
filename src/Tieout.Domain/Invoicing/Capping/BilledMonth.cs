using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>What a line bills of the work of one month.</summary>
/// <param name="Hours">As they are charged; none of what is not time.</param>
public sealed record BilledMonth(YearMonth Month, Money Amount, Effort Hours)
{
    /// <summary>A line without its shares, that bills of each month what it billed with them.</summary>
    public static InvoiceLine WithoutShares(InvoiceLine line)
    {
        var left = line with { Shares = [] };
        var months = Of(line);
        return line.Kind is InvoiceLineKind.Time && !months.SequenceEqual(Of(left))
            ? left with
            {
                Months = [.. months],
            }
            : left;
    }

    /// <summary>By the days of its shares; without them as the line was kept, or in its last month.</summary>
    public static IReadOnlyList<BilledMonth> Of(InvoiceLine line)
    {
        var last = line.ServicePeriod.End.ToYearMonth();
        if (line.Shares.Count > 0)
        {
            return
            [
                .. line
                    .Shares.GroupBy(share => share.Day?.ToYearMonth() ?? last)
                    .Select(group => new BilledMonth(
                        group.Key,
                        Money.Sum(line.Amount.Currency, group.Select(share => share.Counted)),
                        Effort.Sum(group.Select(share => share.Charged))
                    )),
            ];
        }

        var hours = line.Kind is InvoiceLineKind.Time ? line.Quantity : 0m;
        return line.Months ?? [new BilledMonth(last, line.Counted, Effort.OfHours(hours))];
    }
}
