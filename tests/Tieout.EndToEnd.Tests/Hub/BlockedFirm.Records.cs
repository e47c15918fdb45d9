using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

internal static partial class BlockedFirm
{
    private static ContractLineId Line(string id) => ContractLineId.Parse(id);

    private static Money Money(string amount) => new(decimal.Parse(amount, null), SmallFirm.Gbp);

    private static Contract Contract(string reason, Func<ContractTerms, ContractTerms> change)
    {
        var plain = Contract(reason);
        return plain with { Terms = change(plain.Terms) };
    }

    private static Contract Contract(string reason, ContractLine? line = null) =>
        new(
            EngagementId.Parse(reason),
            1,
            new ContractTerms(
                CustomerCode.Parse("C-1"),
                LegalEntityCode.Parse("UK"),
                SmallFirm.Gbp,
                new LocalDate(2026, 1, 1),
                End: null,
                IsSigned: true,
                [line ?? new ContractLine.TimeAndMaterials(Line("1"), LineScope.Everything)],
                TaxCode.Parse("S20")
            )
        );

    private static Project Project(string reason) => SmallFirm.Project($"P-{reason}", reason);

    private static TimeEntry Time(string reason) =>
        new(
            WorkId.Parse($"time/chronos/{reason}"),
            1,
            ProjectCode.Parse($"P-{reason}"),
            ResourceCode.Parse("R-1"),
            WorkDay,
            Effort.OfHours(2m),
            ApprovalStatus.Approved
        );

    private static Expense Expense(string reason) =>
        new(
            WorkId.Parse($"expense/chronos/{reason}"),
            1,
            ProjectCode.Parse($"P-{reason}"),
            ResourceCode.Parse("R-1"),
            WorkDay,
            Money("100"),
            Money("0"),
            ApprovalStatus.Approved,
            HasReceipt: true
        );

    private static RateCard Card(string reason, string id, long version, decimal rate) =>
        new(RateCardId.Parse(id), version, RateLevel.Contract, reason, [], DefaultRate: rate);
}
