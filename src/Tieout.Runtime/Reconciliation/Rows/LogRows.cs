using System.Diagnostics;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Invoicing;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What each event of the log means to the read tables.</summary>
internal static class LogRows
{
    /// <summary>The event in words of the domain; none for streams that no table shows.</summary>
    public static object? Decode(StoredEvent stored) =>
        stored.Stream.Category switch
        {
            Streams.EngagementCategory => EventCodec.DecodeEngagement(stored),
            Streams.RouteCategory => EventCodec.Decode<RouteEvent>(stored),
            Streams.IntakeCategory => EventCodec.Decode<PageTaken>(stored),
            Streams.LaneCategory => EventCodec.Decode<LaneEvent>(stored),
            Streams.SetAsideCategory => EventCodec.Decode<SetAsideEvent>(stored),
            _ when stored.Stream == Streams.Reference => EventCodec.DecodeReference(stored),
            _ when stored.Stream == Streams.BillingRuns => EventCodec.Decode<BillingRunEvent>(
                stored
            ),
            _ => null,
        };

    public static void Write(IRowWriter rows, EventPlace at, object? happened)
    {
        switch (happened)
        {
            case null:
                break;
            case EngagementEvent e:
                Write(rows, at, e);
                break;
            case ReferenceFact e:
                ReferenceRows.Recorded(rows, at, e);
                break;
            case RouteEvent e:
                IntakeRows.Happened(rows, at, e);
                break;
            case PageTaken e:
                IntakeRows.Taken(rows, at, e);
                break;
            case LaneEvent e:
                DeliveryRows.Happened(rows, at, e);
                break;
            case SetAsideEvent e:
                SetAsideRows.Happened(rows, at, e);
                break;
            case BillingRunEvent e:
                DeliveryRows.Happened(rows, at, e);
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }

    private static void Write(IRowWriter rows, EventPlace at, EngagementEvent happened)
    {
        switch (happened)
        {
            case EngagementEvent.ContractRecorded e:
                ContractRows.Recorded(rows, at, e.Contract);
                break;
            case EngagementEvent.AmendmentRecorded e:
                ContractRows.Recorded(rows, at, e.Amendment);
                AmendmentRows.Recorded(rows, at, e.Amendment);
                break;
            case EngagementEvent.AmendmentWithheld e:
                AmendmentRows.Withheld(rows, at, e);
                break;
            case EngagementEvent.AmendmentPlanned e:
                AmendmentRows.Planned(rows, at, e.Plan);
                break;
            case EngagementEvent.AmendmentExecuted e:
                AmendmentRows.Executed(rows, at, e);
                break;
            case EngagementEvent.ProjectRecorded e:
                ContractRows.Recorded(rows, e.Project);
                break;
            case EngagementEvent.WorkRecorded e:
                WorkRows.Recorded(rows, at, e);
                break;
            case EngagementEvent.CorrectionHeld e:
                WorkRows.Hold(rows, at, e.Work);
                break;
            case EngagementEvent.WorkTouched e:
                WorkRows.Touch(rows, at, e.Work);
                break;
            case EngagementEvent.VersionConflictFound e:
                WorkRows.Refuse(rows, at, e.Refused);
                break;
            case EngagementEvent.WorkReassessed e:
                foreach (var item in e.Items)
                {
                    WorkRows.Reassess(rows, at, item);
                }

                break;
            case EngagementEvent.WorkSliced e:
                foreach (var item in e.Items)
                {
                    SliceRows.Cut(rows, at, item);
                }

                break;
            default:
                WriteDocument(rows, at, happened);
                break;
        }
    }

    private static void WriteDocument(IRowWriter rows, EventPlace at, EngagementEvent happened)
    {
        switch (happened)
        {
            case EngagementEvent.InvoiceDrafted e:
                DocumentRows.Drafted(rows, at, e.Invoice);
                break;
            case EngagementEvent.InvoiceDraftCancelled e:
                DocumentRows.Cancelled(rows, at, e);
                break;
            case EngagementEvent.InvoiceApproved e:
                DocumentRows.Approved(rows, at, e);
                break;
            case EngagementEvent.InvoiceRouted e:
                DocumentRows.Routed(rows, e);
                break;
            case EngagementEvent.InvoicePosted e:
                DocumentRows.Posted(rows, at, e);
                break;
            case EngagementEvent.InvoiceBlocked e:
                DocumentRows.Blocked(rows, at, e);
                break;
            case EngagementEvent.PaymentRecorded e:
                DocumentRows.Received(rows, at, e.Payment);
                break;
            case EngagementEvent.DepositRecorded e:
                DepositRows.Received(rows, at, e);
                break;
            case EngagementEvent.InvoiceVoided e:
                DocumentRows.Voided(rows, at, e);
                break;
            case EngagementEvent.InvoiceDisputed e:
                ReceivableRows.Disputed(rows, at, e);
                break;
            case EngagementEvent.DisputeResolved e:
                ReceivableRows.Resolved(rows, e);
                break;
            case EngagementEvent.RetentionReleased e:
                ReceivableRows.Released(rows, at, e);
                break;
            case EngagementEvent.WorkAdjusted e:
                AdjustmentRows.Made(rows, at, e.Adjustment);
                break;
            case EngagementEvent.CapAlertsChanged e:
                CapRows.Changed(rows, at, e);
                break;
            case EngagementEvent.DuplicatesWatched:
                // What it changes is told of each piece of work.
                break;
            case EngagementEvent.DocumentsClosed or EngagementEvent.DocumentsReopened:
                // Details leave the engagement's memory or come back; the tables keep them.
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }
}
