using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>What the customer has paid before it was invoiced, and what invoices have drawn of it.</summary>
/// <param name="Received">What the contract says was paid, and deposits that have arrived.</param>
/// <param name="Used">Drawn by documents that count.</param>
/// <remarks>Source: domain rules §8.8 and §8.19.</remarks>
internal sealed record PaidInAdvance(Money Received, Money Used)
{
    public Money Left => Received - Used;

    /// <summary>In the currency of the terms.</summary>
    /// <param name="through">Last day on which a deposit may have arrived, included.</param>
    public static PaidInAdvance Of(EngagementState state, ContractTerms terms, LocalDate through) =>
        Of(state, terms, through, BilledBefore.Of(state, terms.Currency));

    /// <inheritdoc cref="Of(EngagementState, ContractTerms, LocalDate)"/>
    public static PaidInAdvance Of(
        EngagementState state,
        ContractTerms terms,
        LocalDate through,
        BilledBefore before
    ) =>
        new(
            (terms.Prepaid ?? Money.Zero(terms.Currency))
                + Money.Sum(
                    terms.Currency,
                    state
                        .Deposits.Values.Where(x =>
                            x.ValueDate <= through && x.Amount.Currency == terms.Currency
                        )
                        .Select(x => x.Amount)
                ),
            before.PrepaidUsed
        );

    /// <summary>Whether anything was agreed or has arrived.</summary>
    public static bool IsExpected(EngagementState state, ContractTerms terms) =>
        terms.Prepaid is not null || state.Deposits.Values.Any(x => !x.Amount.IsZero);
}
