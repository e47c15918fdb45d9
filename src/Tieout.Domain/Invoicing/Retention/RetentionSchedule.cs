using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Retention;

/// <summary>Holdback that follows the delivered share of an order.</summary>
/// <param name="Terms">Ascending; the last one whose share is reached applies, none before.</param>
/// <remarks>Source: domain rules §8.18; Dynamics 365 vendor payment retention.</remarks>
public sealed record RetentionSchedule(
    decimal TotalQuantity,
    Money UnitPrice,
    IReadOnlyList<RetentionTerm> Terms
)
{
    /// <summary>One step per delivery, in order.</summary>
    public IReadOnlyList<RetentionStep> Deliver(IEnumerable<decimal> quantities)
    {
        var delivered = 0m;
        var balance = Money.Zero(UnitPrice.Currency);
        List<RetentionStep> steps = [];
        foreach (var quantity in quantities)
        {
            delivered += quantity;
            var term = Terms.LastOrDefault(IsReached);
            var amount = (UnitPrice * quantity).Round();
            var released = Percent(balance, term?.ReleasePercent ?? 0m);
            var retained = Percent(amount, term?.RetainPercent ?? 0m);
            balance += retained - released;
            steps.Add(new RetentionStep(amount, retained, released, balance));
        }

        return steps;

        bool IsReached(RetentionTerm term) => term.FromPercent * TotalQuantity <= delivered * 100m;
    }

    private static Money Percent(Money amount, decimal percent) =>
        (amount with { Amount = amount.Amount * percent / 100m }).Round();
}
