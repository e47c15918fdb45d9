using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The provisioning gate of a contract, as far as the hub itself knows its needs.</summary>
/// <param name="Terms">Of the day.</param>
/// <param name="Projects">That name the contract, whoever has set them up.</param>
/// <param name="Day">From which on time is logged: today, or the contract's first day where that is later.</param>
/// <param name="PricesEntries">Time comes with its own price.</param>
/// <remarks>
/// Records that are a person's business in another system, such as tasks and assignments, are not asked about.
/// Source: domain rules §7.
/// </remarks>
public sealed record ContractGate(
    EngagementId Engagement,
    ContractTerms Terms,
    IReadOnlyCollection<ProjectCode> Projects,
    ReferenceBook Reference,
    LocalDate Day,
    bool PricesEntries = false
)
{
    private static readonly ProvisioningStatus Ok = new(ProvisioningStatus.Ok);

    private static readonly AccountRole[] Roles =
    [
        AccountRole.AccountsReceivable,
        AccountRole.Revenue,
    ];

    /// <summary>Who buys; none while it is not known.</summary>
    public Customer? Customer => Reference.Customers.GetValueOrDefault(Terms.Customer);

    /// <summary>Who is invoiced; none while a customer on the way up is not known.</summary>
    public Customer? Payer => Reference.PayerOf(Terms.BillTo ?? Terms.Customer);

    /// <summary>Checks every need.</summary>
    /// <param name="payer">What the ledger of the contract's invoices says of <see cref="Payer"/>.</param>
    /// <param name="project">What the system says in which time is logged.</param>
    public ProvisioningGate Check(ProvisioningStatus payer, ProvisioningStatus project) =>
        ProvisioningGate.Check(
            need =>
                need.Name switch
                {
                    ProvisioningNeed.CustomerInLedger => payer,
                    ProvisioningNeed.BillTo => When(Payer is not null && Customer is not null),
                    ProvisioningNeed.RateCard => When(
                        !Terms.ChargesTime || PricesEntries || Reference.Rates.Cards.Any(MayPrice)
                    ),
                    ProvisioningNeed.BillingSchedule => When(Terms.Lines.Count > 0),
                    ProvisioningNeed.ProjectInPsa => project,
                    ProvisioningNeed.Accounts => When(Roles.All(IsMapped)),
                    _ => Ok,
                },
            _ => null,
            Terms.IsSigned
        );

    private static ProvisioningStatus? When(bool isThere) => isThere ? Ok : null;

    private bool IsMapped(AccountRole role) =>
        Reference.AccountOf(Terms.LegalEntity, role) is not null;

    private bool MayPrice(RateCard card)
    {
        return (card.Currency is null || card.Currency == Terms.Currency)
            && (card.Lines.Count > 0 || card.DefaultRate is not null)
            && !(card.To < Day)
            && !(Terms.End < card.From)
            && card.Level switch
            {
                RateLevel.Assignment => Reference.Assignments.GetValueOrDefault(card.Reference)
                    is { } assignment
                    && Projects.Contains(assignment.Project),
                RateLevel.Project => Projects.Any(project => Is(project.Value)),
                RateLevel.Contract => Is(Engagement.Value),
                RateLevel.Quote => Is(Terms.Quote),
                RateLevel.Customer => Is(Terms.Customer.Value),
                RateLevel.Entity => Is(Terms.LegalEntity.Value),
                RateLevel.ResourceDefault => true,
                _ => false,
            };

        bool Is(string? reference) => card.Reference.Equals(reference, StringComparison.Ordinal);
    }
}
