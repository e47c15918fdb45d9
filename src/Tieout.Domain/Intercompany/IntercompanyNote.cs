using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Intercompany;

/// <summary>Gaps of one pair of companies for one reason, and whose turn it is.</summary>
/// <param name="Count">Pieces of work.</param>
public sealed record IntercompanyNote(
    LegalEntityCode? Lender,
    LegalEntityCode? Borrower,
    string Reason,
    ReasonOwner Owner,
    int Count,
    Effort Effort
)
{
    /// <summary>By pair and reason, in their order.</summary>
    public static IReadOnlyList<IntercompanyNote> Of(IEnumerable<IntercompanyGap> gaps) =>
        [
            .. gaps.GroupBy(gap => (gap.Lender, gap.Borrower, gap.Reason, gap.Owner))
                .Select(group => new IntercompanyNote(
                    group.Key.Lender,
                    group.Key.Borrower,
                    group.Key.Reason,
                    group.Key.Owner,
                    group.Count(),
                    Effort.Sum(group.Select(gap => gap.Effort))
                ))
                .OrderBy(note => note.Lender?.Value, StringComparer.Ordinal)
                .ThenBy(note => note.Borrower?.Value, StringComparer.Ordinal)
                .ThenBy(note => note.Reason, StringComparer.Ordinal),
        ];
}
