using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Intercompany;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Intercompany;

/// <summary>
/// The UK company has the contract and employs R-1; R-2 is of the German one, which asks 120.00 USD
/// and pays 88.00 EUR an hour.
/// </summary>
internal static class LendingFirm
{
    public static readonly YearMonth July = new(2026, 7);

    public static readonly YearMonth August = new(2026, 8);

    public static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");

    public static readonly LegalEntityCode De = LegalEntityCode.Parse("DE");

    public static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");

    public static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");

    public static readonly LocalDate NewYear = new(2026, 1, 1);

    public static TransferPrice Price => new(De, Uk, NewYear, 1, new Money(120m, Usd));

    public static CostRate Cost => new(De, NewYear, 1, new Money(88m, Eur));

    public static IEnumerable<CanonicalFact> Companies =>
        [
            new LegalEntity(De, 1, "Beispiel GmbH", "DE", Eur),
            new Resource(ResourceCode.Parse("R-1"), 1, "At home", Uk, "consultant"),
            new Resource(ResourceCode.Parse("R-2"), 1, "Lent", De, "consultant"),
        ];

    public static MemoryHub WithPrices() => With([Price, Cost]);

    public static MemoryHub With(IEnumerable<CanonicalFact> more)
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork: true);
        foreach (var fact in Facts.Master.Concat(Companies).Concat(more))
        {
            hub.Take(fact);
        }

        return hub;
    }

    /// <summary>Time of the person who is lent.</summary>
    public static TimeEntry Lent(
        int id,
        long version = 1,
        decimal hours = 10m,
        LocalDate? date = null,
        string role = "consultant",
        ApprovalStatus status = ApprovalStatus.Approved
    ) =>
        Facts.Time(id, version, hours * 60m, date, role, status) with
        {
            Resource = ResourceCode.Parse("R-2"),
        };

    public static EngagementIntercompany ToDate(MemoryHub hub, YearMonth month) =>
        EngagementIntercompany.Of(hub.State, hub.Reference, month.ToDateInterval().End);

    /// <summary>As both figures are known now.</summary>
    public static IntercompanyMonth Of(MemoryHub hub, YearMonth month) =>
        IntercompanyMonth.Of(month, ToDate(hub, month.PlusMonths(-1)), ToDate(hub, month));

    /// <summary>Date, id, hours, cost and transfer as one text.</summary>
    public static IReadOnlyList<string> Told(IntercompanyMonth month) =>
        [
            .. month.Postings.Select(x =>
                FormattableString.Invariant(
                    $"{x.Date:uuuu-MM-dd} {x.Id}: {x.Time.Effort}, {x.Time.Cost}, {x.Time.Transfer}"
                )
            ),
        ];
}
