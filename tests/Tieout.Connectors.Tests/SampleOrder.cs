using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests;

/// <summary>The project of a contract that Contoso has signed, and how the hub goes about it.</summary>
internal static class SampleOrder
{
    public static ProjectOrder Of(
        string contract = "SOW-7",
        string customer = "C-1",
        string? source = null
    ) =>
        new(
            EngagementId.Parse(contract),
            new Customer(CustomerCode.Parse(customer), 1, "Contoso", "GB") { Source = source },
            LegalEntityCode.Parse("UK"),
            CurrencyCode.Parse("GBP"),
            new LocalDate(2026, 4, 1),
            new LocalDate(2026, 9, 30),
            IsFixedPrice: false
        );

    /// <summary>Looks, makes what is missing, opens what may be; as it stands then.</summary>
    public static async Task<ProjectStanding> EnsureAsync(
        this IProjectSetup system,
        ProjectOrder order,
        bool mayOpen,
        CancellationToken cancellationToken
    )
    {
        var standing = await system.FindAsync(order, cancellationToken);
        if (standing is ProjectStanding.Missing)
        {
            await system.MakeAsync(order, isClosed: !mayOpen, cancellationToken);
        }
        else if (standing is ProjectStanding.Closed && mayOpen)
        {
            await system.OpenAsync(order, cancellationToken);
        }

        return await system.FindAsync(order, cancellationToken);
    }
}
