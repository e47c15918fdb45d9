using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>What is known about a piece of work when its rate is looked for.</summary>
/// <param name="Date">Service date at the place of work.</param>
/// <param name="Currency">Billing currency; any currency when none.</param>
/// <param name="Entity">Legal entity whose price list applies.</param>
/// <param name="Assignment">The person's place on the project, by its code.</param>
/// <param name="Entry">The source's own id of the time entry.</param>
/// <param name="Own">The rate that the entry came with, as a card of its level.</param>
public sealed record RateContext(
    LocalDate Date,
    CurrencyCode? Currency = null,
    EngagementId? Contract = null,
    string? Quote = null,
    CustomerCode? Customer = null,
    LegalEntityCode? Entity = null,
    ProjectCode? Project = null,
    TaskCode? Task = null,
    ResourceCode? Resource = null,
    string? Role = null,
    string? Grade = null,
    string? Location = null,
    string? ResourcingUnit = null,
    string? WorkType = null,
    string? Assignment = null,
    string? Entry = null,
    RateCard? Own = null
);
