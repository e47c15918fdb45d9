using System.Collections.Frozen;
using Tieout.Domain.Ledger;

namespace Tieout.Runtime.Storage.Json;

/// <summary>The names that engagement events are stored under. Never change one.</summary>
internal static class EventNames
{
    private static readonly (Type Case, string Name)[] Names =
    [
        (typeof(EngagementEvent.ContractRecorded), "contract-recorded"),
        (typeof(EngagementEvent.AmendmentRecorded), "amendment-recorded"),
        (typeof(EngagementEvent.AmendmentWithheld), "amendment-withheld"),
        (typeof(EngagementEvent.AmendmentPlanned), "amendment-planned"),
        (typeof(EngagementEvent.WorkAdjusted), "work-adjusted"),
        (typeof(EngagementEvent.AmendmentExecuted), "amendment-executed"),
        (typeof(EngagementEvent.ProjectRecorded), "project-recorded"),
        (typeof(EngagementEvent.WorkRecorded), "work-recorded"),
        (typeof(EngagementEvent.CorrectionHeld), "correction-held"),
        (typeof(EngagementEvent.WorkTouched), "work-touched"),
        (typeof(EngagementEvent.VersionConflictFound), "version-conflict-found"),
        (typeof(EngagementEvent.WorkReassessed), "work-reassessed"),
        (typeof(EngagementEvent.WorkSliced), "work-sliced"),
        (typeof(EngagementEvent.DuplicatesWatched), "duplicates-watched"),
        (typeof(EngagementEvent.InvoiceDrafted), "invoice-drafted"),
        (typeof(EngagementEvent.InvoiceDraftCancelled), "invoice-draft-cancelled"),
        (typeof(EngagementEvent.InvoiceApproved), "invoice-approved"),
        (typeof(EngagementEvent.InvoiceRouted), "invoice-routed"),
        (typeof(EngagementEvent.InvoicePosted), "invoice-posted"),
        (typeof(EngagementEvent.InvoiceBlocked), "invoice-blocked"),
        (typeof(EngagementEvent.PaymentRecorded), "payment-recorded"),
        (typeof(EngagementEvent.DepositRecorded), "deposit-recorded"),
        (typeof(EngagementEvent.RetentionReleased), "retention-released"),
        (typeof(EngagementEvent.DisputeResolved), "dispute-resolved"),
        (typeof(EngagementEvent.InvoiceDisputed), "invoice-disputed"),
        (typeof(EngagementEvent.CapAlertsChanged), "cap-alerts-changed"),
        (typeof(EngagementEvent.DocumentsClosed), "documents-closed"),
        (typeof(EngagementEvent.DocumentsReopened), "documents-reopened"),
        (typeof(EngagementEvent.InvoiceVoided), "invoice-voided"),
    ];

    private static readonly FrozenDictionary<Type, string> ByType = Names.ToFrozenDictionary(
        x => x.Case,
        x => x.Name
    );

    private static readonly FrozenDictionary<string, Type> ByName = Names.ToFrozenDictionary(
        x => x.Name,
        x => x.Case,
        StringComparer.Ordinal
    );

    public static string Of(EngagementEvent happened) => ByType[happened.GetType()];

    public static Type? Find(string name) => ByName.GetValueOrDefault(name);
}
