using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.BillableEvents;

/// <summary>What a rate is looked up by, for a time entry under a contract.</summary>
public static class RateContexts
{
    /// <summary>The card that stands for the rate that an entry came with.</summary>
    private static readonly RateCardId OwnRate = RateCardId.Parse("own-rate");

    /// <summary>The role is the entry's, else the assignment's, else the person's own.</summary>
    public static RateContext Of(
        EngagementId engagement,
        ContractTerms terms,
        TimeEntry time,
        ReferenceBook reference
    ) =>
        new(
            time.WorkDate,
            terms.Currency,
            engagement,
            terms.Quote,
            terms.Customer,
            terms.LegalEntity,
            time.Project,
            time.Task,
            time.Resource,
            RoleOf(time, reference),
            time.Grade,
            time.Location,
            time.ResourcingUnit,
            time.WorkType,
            time.Assignment,
            Entry: time.Id.Value,
            Own: OwnCardOf(time)
        );

    /// <summary>The role that a time entry was worked in.</summary>
    public static string? RoleOf(TimeEntry time, ReferenceBook reference) =>
        time.Role
        ?? (
            time.Assignment is { } code ? reference.Assignments.GetValueOrDefault(code)?.Role : null
        )
        ?? reference.Resources.GetValueOrDefault(time.Resource)?.Role;

    private static RateCard? OwnCardOf(TimeEntry time) =>
        time.Rate is { } rate
            ? new RateCard(
                OwnRate,
                time.Version,
                RateLevel.Entry,
                time.Id.Value,
                ValueList.Create<RateLine>([]),
                rate.Currency,
                DefaultRate: rate.Amount
            )
            : null;
}
