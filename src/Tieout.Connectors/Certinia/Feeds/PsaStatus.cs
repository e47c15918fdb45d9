using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Where a timecard or an expense stands in its approval.</summary>
internal static class PsaStatus
{
    public const string Field = "pse__Status__c";

    /// <summary>The status, or none after the record was rejected.</summary>
    /// <param name="identity">Of the one fact that the record is; none when it is several.</param>
    public static ApprovalStatus? Of(SalesforceRow row, FeedBatch batch, string? identity = null)
    {
        ApprovalStatus? status = row.Text(Field) switch
        {
            "Saved" or "Draft" => ApprovalStatus.Draft,
            "Submitted" => ApprovalStatus.Submitted,
            "Approved" => ApprovalStatus.Approved,
            "Rejected" => ApprovalStatus.Rejected,
            _ => null,
        };
        if (status is null)
        {
            batch.Reject(
                row.Key.Id,
                "certinia.unknown-status",
                Field,
                "The hub knows Saved, Draft, Submitted, Approved and Rejected; it cannot tell whether this one may be billed.",
                identity
            );
        }

        return status;
    }
}
