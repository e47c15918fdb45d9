using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.BillableEvents;

/// <summary>Why a decision about work by hand is refused.</summary>
public static class AdjustmentRejections
{
    public static Rejection NothingOpen(EngagementId engagement, WorkId work) =>
        new(
            "billing.nothing-open",
            $"Contract {engagement} has nothing of {work} that is approved, billable and on no document; "
                + $"a draft is given up first (tieout invoice cancel), and an invoice is credited (tieout invoice credit). 'tieout explain {work}' says where it stands."
        );

    public static Rejection NotThatMuch(WorkItem known, Effort wanted) =>
        new(
            "billing.not-that-much",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{wanted.Hours:0.####} h of {known.Work.Id} cannot be written off: {known.OpenEffort.Hours:0.####} h of it are open."
            )
        );

    public static Rejection NeedsApprover(Money? value, decimal limit) =>
        new(
            "billing.needs-approver",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(value is { } known ? known.ToString() : "Work without a value")} is written off, and above {limit:0.00} somebody else has to approve it: name them with --approved-by."
            )
        );
}
