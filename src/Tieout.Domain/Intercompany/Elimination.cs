using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Intercompany;

/// <summary>What falls away when the firm's companies are consolidated: one pair, one currency.</summary>
/// <param name="Receivable">Of the lender; the borrower's payable is the same.</param>
/// <param name="Payable">Of the borrower.</param>
/// <param name="Revenue">Of the lender; the borrower's cost is the same.</param>
/// <param name="BorrowedCost">Of the borrower.</param>
/// <remarks>
/// Read from the journal lines, not from the events. Source: domain rules §12: eliminations by pair.
/// </remarks>
public sealed record Elimination(
    LegalEntityCode Lender,
    LegalEntityCode Borrower,
    Money Receivable,
    Money Payable,
    Money Revenue,
    Money BorrowedCost
)
{
    /// <summary>What does not meet: always zero.</summary>
    public Money Difference => Receivable - Payable;

    /// <summary>One for each pair and transfer currency, in their order.</summary>
    /// <exception cref="InvariantException">The sides of a pair do not meet.</exception>
    public static IReadOnlyList<Elimination> Of(IEnumerable<IntercompanyPosting> postings) =>
        [
            .. postings
                .GroupBy(posting =>
                    (posting.Time.Lender, posting.Time.Borrower, posting.Time.Transfer.Currency)
                )
                .Select(group =>
                    Of(group.Key.Lender, group.Key.Borrower, group.Key.Currency, [.. group])
                )
                .OrderBy(x => x.Lender.Value, StringComparer.Ordinal)
                .ThenBy(x => x.Borrower.Value, StringComparer.Ordinal)
                .ThenBy(x => x.Receivable.Currency.Code, StringComparer.Ordinal),
        ];

    private static Elimination Of(
        LegalEntityCode lender,
        LegalEntityCode borrower,
        CurrencyCode currency,
        IReadOnlyList<IntercompanyPosting> postings
    )
    {
        var pair = new Elimination(
            lender,
            borrower,
            Sum(lender, AccountRole.IntercompanyReceivable),
            -Sum(borrower, AccountRole.IntercompanyPayable),
            -Sum(lender, AccountRole.IntercompanyRevenue),
            Sum(borrower, AccountRole.CostIntercompanyLabor)
        );
        Invariant.Require(
            pair.Difference.IsZero && pair.Revenue == pair.BorrowedCost,
            $"{lender} and {borrower} book the same in {currency.Code}"
        );
        return pair;

        Money Sum(LegalEntityCode entity, AccountRole account) =>
            Money.Sum(currency, postings.Select(x => x.Entry.BalanceOf(entity, account, currency)));
    }
}
