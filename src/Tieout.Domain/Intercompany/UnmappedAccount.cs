using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Intercompany;

/// <summary>An account that a legal entity needs and has not mapped: nothing can be booked without.</summary>
/// <param name="Count">Lines that need it.</param>
public sealed record UnmappedAccount(LegalEntityCode LegalEntity, AccountRole Role, int Count)
{
    /// <summary>Why it is named, and who maps it.</summary>
    public static ReasonCode Reason => ReasonCode.AccountMappingMissing;

    /// <summary>By legal entity and role, in their order; nothing when all is mapped.</summary>
    public static IReadOnlyList<UnmappedAccount> Of(
        IEnumerable<IntercompanyPosting> postings,
        ReferenceBook reference
    ) =>
        [
            .. postings
                .SelectMany(posting => posting.Entry.Lines)
                .GroupBy(line => (line.LegalEntity, line.Account))
                .Where(group =>
                    reference.AccountOf(group.Key.LegalEntity, group.Key.Account) is null
                )
                .OrderBy(group => group.Key.LegalEntity.Value, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Account)
                .Select(group => new UnmappedAccount(
                    group.Key.LegalEntity,
                    group.Key.Account,
                    group.Count()
                )),
        ];
}
