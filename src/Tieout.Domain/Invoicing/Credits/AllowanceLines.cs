using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>An allowance over the lines of a document: each work falls in price, no hours are returned.</summary>
internal static class AllowanceLines
{
    /// <summary>What the work and what stands and falls with it cost by now.</summary>
    /// <param name="whole">As a credit memo would give it back.</param>
    public static Money Standing(CurrencyCode currency, IReadOnlyList<InvoiceLine> whole) =>
        -Money.Sum(currency, whole.Select(line => line.Amount));

    /// <summary>Below zero, together exactly the amount; a discount on a line falls in proportion.</summary>
    /// <param name="whole">As a credit memo would give it back.</param>
    /// <param name="amount">Above zero and at most what stands.</param>
    public static List<InvoiceLine> Of(IReadOnlyList<InvoiceLine> whole, Money amount)
    {
        var standing = Standing(amount.Currency, whole);
        List<decimal> prices =
        [
            .. whole.SelectMany(line => line.Shares).Select(share => -share.Amount.Amount),
        ];
        List<decimal> charged = prices.ConvertAll(price => Math.Max(price, 0m));
        List<decimal> deducted = prices.ConvertAll(price => Math.Max(-price, 0m));
        var fallen = (amount * (charged.Sum() / standing.Amount)).Round();
        var parts = new Queue<Money>(
            fallen
                .Allocate(charged)
                .Zip((amount - fallen).Allocate(deducted), (up, down) => up + down)
        );
        return
        [
            .. whole
                .Select(line =>
                    Allowed(line, [.. line.Shares.Select(share => Allowed(share, parts.Dequeue()))])
                )
                .Where(line => line.Shares.Count > 0)
                .Select((line, i) => line with { Number = i + 1 }),
        ];
    }

    private static InvoiceLine Allowed(InvoiceLine line, IReadOnlyList<WorkShare> shares)
    {
        var amount = Money.Sum(line.Amount.Currency, shares.Select(share => share.Amount));
        return line with
        {
            Description = $"Allowance: {line.Description}",
            Quantity = amount.Amount > 0m ? 1m : -1m,
            Price = Math.Abs(amount.Amount),
            Amount = amount,
            Allowance = null,
            Shares = [.. shares.Where(share => !share.Amount.IsZero)],
        };
    }

    private static WorkShare Allowed(WorkShare share, Money part) =>
        share with
        {
            Effort = Effort.Zero,
            Billable = null,
            Amount = -part,
            Rate = null,
            Allowance = null,
        };
}
