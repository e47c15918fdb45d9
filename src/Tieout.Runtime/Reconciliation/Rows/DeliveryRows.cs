using System.Diagnostics;
using Tieout.Runtime.Invoicing;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Documents on their way to targets, targets that fail, and billing runs.</summary>
internal static class DeliveryRows
{
    private static readonly RowStatement Queue = ReadTables.Delivery.Upsert();
    private static readonly RowStatement Fail = ReadTables.TargetFailure.Upsert();
    private static readonly RowStatement Start = ReadTables.BillingRun.Upsert();

    private static readonly RowStatement Attempt = new(
        "UPDATE delivery SET attempts = @attempts, last_attempt_at = @at, outcome = NULL "
            + "WHERE target = @target AND reference = @reference"
    );

    private static readonly RowStatement Settle = new(
        "UPDATE delivery SET outcome = @outcome WHERE target = @target AND reference = @reference"
    );

    private static readonly RowStatement Surplus = new(
        "UPDATE delivery SET surplus = @external_id, surplus_message = @message, "
            + "surplus_seq = @seq, surplus_at = @at "
            + "WHERE target = @target AND reference = @reference"
    );

    private static readonly RowStatement Close = new(
        "UPDATE delivery SET closed = 1, surplus = NULL, surplus_message = NULL, "
            + "surplus_seq = NULL, surplus_at = NULL "
            + "WHERE target = @target AND reference = @reference"
    );

    private static readonly RowStatement Recover = new(
        "DELETE FROM target_failure WHERE target = @target"
    );

    private static readonly RowStatement Complete = new(
        "UPDATE billing_run SET completed_at = @at, documents = @documents, refused = @refused "
            + "WHERE through = @through AND completed_at IS NULL"
    );

    public static void Happened(IRowWriter rows, EventPlace at, LaneEvent happened)
    {
        string? none = null;
        long? nothing = null;
        switch (happened)
        {
            case LaneEvent.DeliveryQueued e:
                rows.Run(
                    Queue,
                    at.Key,
                    e.Reference.Value,
                    e.Engagement.Value,
                    StoredUnits.Text(e.InvoiceDate),
                    0L,
                    nothing,
                    none,
                    0L,
                    at.Sequence,
                    at.At,
                    none,
                    none,
                    nothing,
                    nothing
                );
                break;
            case LaneEvent.DeliveryAttempted e:
                rows.Run(
                    Attempt,
                    (long)e.Attempt,
                    StoreTime.ToMicroseconds(e.At),
                    at.Key,
                    e.Reference.Value
                );
                break;
            case LaneEvent.AttemptSettled e:
                rows.Run(Settle, e.Outcome, at.Key, e.Reference.Value);
                break;
            case LaneEvent.SurplusFound e:
                rows.Run(
                    Surplus,
                    e.ExternalId,
                    e.Message,
                    at.Sequence,
                    at.At,
                    at.Key,
                    e.Reference.Value
                );
                break;
            case LaneEvent.DeliveryClosed e:
                rows.Run(Close, at.Key, e.Reference.Value);
                break;
            default:
                OfTarget(rows, at, happened);
                break;
        }
    }

    private static void OfTarget(IRowWriter rows, EventPlace at, LaneEvent happened)
    {
        switch (happened)
        {
            case LaneEvent.TargetFailed e:
                rows.Run(
                    Fail,
                    at.Key,
                    e.Reason,
                    e.Message,
                    at.Sequence,
                    StoreTime.ToMicroseconds(e.At)
                );
                break;
            case LaneEvent.TargetRecovered:
                rows.Run(Recover, at.Key);
                break;
            case LaneEvent.JournalAttempted or LaneEvent.JournalSettled or LaneEvent.JournalPosted:
                MonthEndRows.Happened(rows, at, happened);
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }

    public static void Happened(IRowWriter rows, EventPlace at, BillingRunEvent happened)
    {
        long? nothing = null;
        switch (happened)
        {
            case BillingRunEvent.RunStarted e:
                rows.Run(
                    Start,
                    at.Sequence,
                    StoredUnits.Text(e.Through),
                    StoredUnits.Text(e.InvoiceDate),
                    at.At,
                    nothing,
                    nothing,
                    nothing
                );
                break;
            case BillingRunEvent.RunCompleted e:
                rows.Run(
                    Complete,
                    at.At,
                    (long)e.Documents,
                    (long)e.Refused,
                    StoredUnits.Text(e.Through)
                );
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }
}
