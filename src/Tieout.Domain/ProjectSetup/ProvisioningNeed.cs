using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.ProjectSetup;

/// <summary>A record that must be in a system before billable time may be submitted.</summary>
/// <param name="Subject">Kind of record: <c>project</c>.</param>
/// <param name="System">Role of the system: <c>ERP</c>, <c>PSA</c>, <c>TIME</c>, <c>HUB</c>.</param>
/// <param name="Owner">Who sees to it.</param>
public sealed record ProvisioningNeed(string Subject, string System, ReasonOwner Owner)
{
    public const string CustomerInLedger = "customer@ERP";
    public const string BillTo = "bill_to@ERP";
    public const string RateCard = "rate_card@HUB";
    public const string BillingSchedule = "billing_schedule@HUB";
    public const string ProjectInPsa = "project@PSA";
    public const string Accounts = "gl_mapping@HUB";

    /// <summary>Party, commercial, delivery, finance: the order of display.</summary>
    /// <remarks>Source: domain rules §7.</remarks>
    public static IReadOnlyList<ProvisioningNeed> All { get; } =
    [
        new("customer", "ERP", ReasonOwner.Integration),
        new("customer", "PSA", ReasonOwner.Integration),
        new("bill_to", "ERP", ReasonOwner.Finance),
        new("tax_profile", "ERP", ReasonOwner.Finance),
        new("contract", "PSA", ReasonOwner.SalesOps),
        new("rate_card", "HUB", ReasonOwner.SalesOps),
        new("billing_schedule", "HUB", ReasonOwner.SalesOps),
        new("project", "PSA", ReasonOwner.ProjectManager),
        new("project", "TIME", ReasonOwner.Integration),
        new("project", "ERP", ReasonOwner.Integration),
        new("task", "TIME", ReasonOwner.ProjectManager),
        new("resource", "TIME", ReasonOwner.Integration),
        new("assignment", "PSA", ReasonOwner.ProjectManager),
        new("gl_mapping", "HUB", ReasonOwner.Finance),
    ];

    /// <summary>The need whose system says whether the contract is there to be signed.</summary>
    public static ProvisioningNeed Contract { get; } = All[4];

    public string Name => $"{Subject}@{System}";
}
