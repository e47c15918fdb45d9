using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests;

/// <summary>The project of a contract that Contoso has signed.</summary>
internal static class SampleOrder
{
    public static ProjectOrder Of(string contract = "SOW-7", string customer = "C-1") =>
        new(
            EngagementId.Parse(contract),
            new Customer(CustomerCode.Parse(customer), 1, "Contoso", "GB"),
            LegalEntityCode.Parse("UK"),
            CurrencyCode.Parse("GBP"),
            new LocalDate(2026, 4, 1),
            new LocalDate(2026, 9, 30),
            IsFixedPrice: false
        );
}
