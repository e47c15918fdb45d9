using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Invoicing;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.SetAside;

namespace Tieout.Runtime.Storage.Json;

/// <summary>The names that the cases of closed unions are stored under. Never change one.</summary>
internal static class Unions
{
    private static readonly (Type Case, string Name)[] Work =
    [
        (typeof(TimeEntry), "time"),
        (typeof(Expense), "expense"),
        (typeof(Milestone), "milestone"),
        (typeof(ScheduledFee), "fee"),
        (typeof(UnitDelivery), "delivery"),
        (typeof(Charge), "charge"),
    ];

    private static readonly (Type Case, string Name)[] ReferenceFacts =
    [
        (typeof(LegalEntity), "legal-entity"),
        (typeof(Customer), "customer"),
        (typeof(Resource), "resource"),
        (typeof(Assignment), "assignment"),
        (typeof(RateCard), "rate-card"),
        (typeof(TaxRule), "tax-rule"),
        (typeof(AccountMapping), "account-mapping"),
        (typeof(ExchangeRate), "exchange-rate"),
        (typeof(DimensionValue), "dimension-value"),
        (typeof(TransferPrice), "transfer-price"),
        (typeof(CostRate), "cost-rate"),
        (typeof(Opportunity), "opportunity"),
        (typeof(RoutingPlan), "routing-plan"),
        (typeof(OwnerPlan), "owner-plan"),
        (typeof(ReadinessPlan), "readiness-plan"),
        (typeof(KnowledgeDate), "knowledge-date"),
    ];

    private static readonly (Type Case, string Name)[] EngagementFacts =
    [
        (typeof(Contract), "contract"),
        (typeof(Amendment), "amendment"),
        (typeof(Project), "project"),
        (typeof(Payment), "payment"),
        (typeof(Deposit), "deposit"),
        (typeof(DocumentVoided), "void"),
    ];

    private static readonly (Type Case, string Name)[] ContractLines =
    [
        (typeof(ContractLine.TimeAndMaterials), "time-and-materials"),
        (typeof(ContractLine.FixedFee), "fixed-fee"),
        (typeof(ContractLine.Milestones), "milestones"),
        (typeof(ContractLine.Retainer), "retainer"),
        (typeof(ContractLine.Units), "units"),
        (typeof(ContractLine.Progress), "progress"),
        (typeof(ContractLine.Reimbursables), "reimbursables"),
    ];

    private static readonly (Type Case, string Name)[] OveragePrices =
    [
        (typeof(OveragePrice.Hourly), "hourly"),
        (typeof(OveragePrice.ByRateCard), "by-rate-card"),
        (typeof(OveragePrice.Scaled), "scaled"),
    ];

    private static readonly (Type Case, string Name)[] UsagePrices =
    [
        (typeof(UsagePrice.Graduated), "graduated"),
        (typeof(UsagePrice.Volume), "volume"),
        (typeof(UsagePrice.Package), "package"),
    ];

    private static readonly (Type Case, string Name)[] Commands =
    [
        (typeof(RecordContract), "record-contract"),
        (typeof(RecordAmendment), "record-amendment"),
        (typeof(PlanAmendment), "plan-amendment"),
        (typeof(ApproveAmendment), "approve-amendment"),
        (typeof(RecordProject), "record-project"),
        (typeof(RecordWork), "record-work"),
        (typeof(Reassess), "reassess"),
        (typeof(ReinstateWork), "reinstate-work"),
        (typeof(WriteOffWork), "write-off-work"),
        (typeof(DraftInvoice), "draft-invoice"),
        (typeof(CreditHeldWork), "credit-held-work"),
        (typeof(CreditInvoice), "credit-invoice"),
        (typeof(RepriceWork), "reprice-work"),
        (typeof(CancelInvoiceDraft), "cancel-invoice-draft"),
        (typeof(ApproveInvoice), "approve-invoice"),
        (typeof(RerouteInvoice), "reroute-invoice"),
        (typeof(RecordPosting), "record-posting"),
        (typeof(BlockInvoice), "block-invoice"),
        (typeof(RecordPayment), "record-payment"),
        (typeof(RecordDeposit), "record-deposit"),
        (typeof(ReleaseRetention), "release-retention"),
        (typeof(ResolveDispute), "resolve-dispute"),
        (typeof(DisputeInvoice), "dispute-invoice"),
        (typeof(RecordVoid), "record-void"),
        (typeof(CompareCopy), "compare-copy"),
    ];

    private static readonly (Type Case, string Name)[] RouteEvents =
    [
        (typeof(RouteEvent.ProjectRouted), "project-routed"),
        (typeof(RouteEvent.WorkParked), "work-parked"),
        (typeof(RouteEvent.WorkReleased), "work-released"),
    ];

    private static readonly (Type Case, string Name)[] LaneEvents =
    [
        (typeof(LaneEvent.DeliveryQueued), "delivery-queued"),
        (typeof(LaneEvent.DeliveryAttempted), "delivery-attempted"),
        (typeof(LaneEvent.AttemptSettled), "attempt-settled"),
        (typeof(LaneEvent.DeliveryClosed), "delivery-closed"),
        (typeof(LaneEvent.SurplusFound), "surplus-found"),
        (typeof(LaneEvent.TargetFailed), "target-failed"),
        (typeof(LaneEvent.TargetRecovered), "target-recovered"),
        (typeof(LaneEvent.JournalAttempted), "journal-attempted"),
        (typeof(LaneEvent.JournalSettled), "journal-settled"),
        (typeof(LaneEvent.JournalPosted), "journal-posted"),
    ];

    private static readonly (Type Case, string Name)[] SetAsideEvents =
    [
        (typeof(SetAsideEvent.CommandSetAside), "command-set-aside"),
        (typeof(SetAsideEvent.CommandRefusedAgain), "command-refused-again"),
        (typeof(SetAsideEvent.CommandCarriedOut), "command-carried-out"),
        (typeof(SetAsideEvent.CommandDismissed), "command-dismissed"),
    ];

    private static readonly (Type Case, string Name)[] BillingRunEvents =
    [
        (typeof(BillingRunEvent.RunStarted), "run-started"),
        (typeof(BillingRunEvent.RunCompleted), "run-completed"),
    ];

    private static readonly FrozenDictionary<Type, (Type Case, string Name)[]> All = new Dictionary<
        Type,
        (Type, string)[]
    >
    {
        [typeof(Work)] = Work,
        [typeof(ReferenceFact)] = ReferenceFacts,
        [typeof(CanonicalFact)] = [.. Work, .. ReferenceFacts, .. EngagementFacts],
        [typeof(ContractLine)] = ContractLines,
        [typeof(OveragePrice)] = OveragePrices,
        [typeof(UsagePrice)] = UsagePrices,
        [typeof(EngagementCommand)] = Commands,
        [typeof(RouteEvent)] = RouteEvents,
        [typeof(LaneEvent)] = LaneEvents,
        [typeof(SetAsideEvent)] = SetAsideEvents,
        [typeof(BillingRunEvent)] = BillingRunEvents,
    }.ToFrozenDictionary();

    public static void Describe(JsonTypeInfo type)
    {
        if (All.TryGetValue(type.Type, out var cases))
        {
            var polymorphism = new JsonPolymorphismOptions();
            foreach (var (concrete, name) in cases)
            {
                polymorphism.DerivedTypes.Add(new JsonDerivedType(concrete, name));
            }

            type.PolymorphismOptions = polymorphism;
        }
    }
}
