using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>The account of what a customer has paid before it was invoiced, as it is on a day.</summary>
/// <param name="Received">What the contract says was paid, and deposits without refunds up to the day.</param>
/// <param name="Used">Drawn up to the day by documents that count, and not given back by credits.</param>
/// <param name="Left">The least that is there on the day and after: what a later refund or invoice takes is not left.</param>
/// <remarks>Source: domain rules §8.8 and §8.19.</remarks>
internal sealed record PaidInAdvance(Money Received, Money Used, Money Left)
{
    /// <summary>Received and not used, but taken after the day.</summary>
    public Money TakenLater => Received - Used - Left;

    /// <summary>On a day, included, in the currency of the terms. O(n log n) in deposits and invoices that drew.</summary>
    public static PaidInAdvance On(
        LocalDate day,
        EngagementState state,
        ContractTerms terms,
        BilledBefore before
    )
    {
        var arrived = state
            .Deposits.Values.Where(x => x.Amount.Currency == terms.Currency)
            .Select(x => (Day: x.ValueDate, x.Amount))
            .ToList();
        var drawn = before.PrepaidDrawn;
        var received =
            (terms.Prepaid ?? Money.Zero(terms.Currency)) + SumOf(arrived.Where(x => x.Day <= day));
        var used = SumOf(drawn.Where(x => x.Day <= day));
        var (balance, least) = (received - used, received - used);
        foreach (
            var later in arrived
                .Concat(drawn.Select(x => (x.Day, -x.Amount)))
                .Where(x => x.Day > day)
                .GroupBy(x => x.Day)
                .OrderBy(x => x.Key)
        )
        {
            balance += SumOf(later);
            least = Money.Min(least, balance);
        }

        return new PaidInAdvance(received, used, least);

        Money SumOf(IEnumerable<(LocalDate Day, Money Amount)> moved) =>
            Money.Sum(terms.Currency, moved.Select(x => x.Amount));
    }

    /// <summary>The least that was ever there; below zero if more was taken than had arrived.</summary>
    public static Money LeastOf(EngagementState state, ContractTerms terms) =>
        On(LocalDate.MinIsoValue, state, terms, BilledBefore.Of(state, terms.Currency)).Left;

    /// <summary>Whether anything was agreed or has arrived.</summary>
    public static bool IsExpected(EngagementState state, ContractTerms terms) =>
        terms.Prepaid is not null || state.Deposits.Values.Any(x => !x.Amount.IsZero);
}
