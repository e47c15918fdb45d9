using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Intercompany;

/// <summary>What a month books for a pair of companies, a contract and a role.</summary>
/// <param name="Effort">Less what is taken back.</param>
/// <param name="Cost">The lender's, in one currency of its payroll.</param>
/// <param name="Transfer">What the borrower owes.</param>
public sealed record IntercompanyTotal(
    LegalEntityCode Lender,
    LegalEntityCode Borrower,
    EngagementId Engagement,
    string? Role,
    Effort Effort,
    Money Cost,
    Money Transfer
)
{
    /// <summary>One for each pair, contract, role and two currencies, in their order.</summary>
    public static IReadOnlyList<IntercompanyTotal> Of(IEnumerable<IntercompanyPosting> postings) =>
        [
            .. postings
                .Select(posting => posting.Time)
                .GroupBy(time =>
                    (
                        time.Lender,
                        time.Borrower,
                        time.Engagement,
                        time.Role,
                        Cost: time.Cost.Currency,
                        Transfer: time.Transfer.Currency
                    )
                )
                .Select(group => new IntercompanyTotal(
                    group.Key.Lender,
                    group.Key.Borrower,
                    group.Key.Engagement,
                    group.Key.Role,
                    Effort.Sum(group.Select(time => time.Effort)),
                    Money.Sum(group.Key.Cost, group.Select(time => time.Cost)),
                    Money.Sum(group.Key.Transfer, group.Select(time => time.Transfer))
                ))
                .OrderBy(total => total.Lender.Value, StringComparer.Ordinal)
                .ThenBy(total => total.Borrower.Value, StringComparer.Ordinal)
                .ThenBy(total => total.Engagement.Value, StringComparer.Ordinal)
                .ThenBy(total => total.Role, StringComparer.Ordinal)
                .ThenBy(total => total.Transfer.Currency.Code, StringComparer.Ordinal)
                .ThenBy(total => total.Cost.Currency.Code, StringComparer.Ordinal),
        ];
}
