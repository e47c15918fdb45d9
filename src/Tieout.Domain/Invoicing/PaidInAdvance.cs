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

    /// <summary>On a day, included, in the currency of the terms.</summary>
    public static PaidInAdvance On(
        LocalDate day,
        EngagementState state,
        ContractTerms terms,
        BilledBefore before
    )
    {
        var agreed = terms.Prepaid ?? Money.Zero(terms.Currency);
        var deposits = state
            .Deposits.Values.Where(x => x.Amount.Currency == terms.Currency)
            .ToList();
        var drawn = before.PrepaidDrawn;
        return new PaidInAdvance(
            ReceivedBy(day),
            UsedBy(day),
            Days().Min(x => ReceivedBy(x) - UsedBy(x))
        );

        Money ReceivedBy(LocalDate last) =>
            agreed
            + Money.Sum(
                terms.Currency,
                deposits.Where(x => x.ValueDate <= last).Select(x => x.Amount)
            );

        Money UsedBy(LocalDate last) =>
            Money.Sum(terms.Currency, drawn.Where(x => x.Day <= last).Select(x => x.Amount));

        IEnumerable<LocalDate> Days() =>
            deposits
                .Select(x => x.ValueDate)
                .Concat(drawn.Select(x => x.Day))
                .Where(x => x > day)
                .Append(day)
                .Distinct();
    }

    /// <summary>The least that was ever there; below zero if more was taken than had arrived.</summary>
    public static Money LeastOf(EngagementState state, ContractTerms terms) =>
        On(LocalDate.MinIsoValue, state, terms, BilledBefore.Of(state, terms.Currency)).Left;

    /// <summary>Whether anything was agreed or has arrived.</summary>
    public static bool IsExpected(EngagementState state, ContractTerms terms) =>
        terms.Prepaid is not null || state.Deposits.Values.Any(x => !x.Amount.IsZero);
}
