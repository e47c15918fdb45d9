using System.Text.Json.Nodes;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Canonical;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Whether work may be invoiced.</summary>
internal static class ReadinessSteps
{
    private const string Excluded = "NON_BILLABLE";

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["readiness.check"] = (args, _) => Check(args.Child("facts")),
        };

    private static JsonObject Check(CaseFields facts)
    {
        var known = FactsOf(facts);
        if (facts.Unread.FirstOrDefault() is { } stranger)
        {
            throw facts.Error(stranger, "is no fact that readiness knows");
        }

        var readiness = BillingReadiness.Of(known);
        var result = new JsonObject
        {
            ["ready"] = readiness.IsReady,
            ["blocked"] = readiness.Blocked.ToJson(code => new JsonObject
            {
                ["code"] = code.Value,
                ["owner"] = CaseChoices.Owner(code.Owner),
            }),
        };
        if (readiness.IsExcluded)
        {
            result["excluded"] = Excluded;
        }

        return result;
    }

    private static BillingFacts FactsOf(CaseFields facts)
    {
        bool Yes(string name) => facts.Flag(name, otherwise: true);
        bool No(string name) => facts.Flag(name, otherwise: false);
        return new BillingFacts(
            IsBillable: Yes("billable"),
            ContractIsSigned: Yes("contract_signed"),
            AmendmentIsPending: No("amendment_pending"),
            PurchaseOrderIsRequired: No("po_required"),
            PurchaseOrder: facts.OptionalText("po_number"),
            PurchaseOrderLimit: facts.OptionalNumber("po_limit"),
            PurchaseOrderUsed: facts.Number("po_used", 0m),
            Amount: facts.Number("amount", 0m),
            ProjectIsExcluded: No("project_excluded"),
            IsOnBillingHold: No("billing_hold"),
            TimeStatus: facts.Choice("time_status", CaseChoices.Approvals, ApprovalStatus.Approved),
            IsInFinancials: Yes("include_in_financials"),
            RateMatches: facts.OptionalCount("rate_matches") ?? 1,
            CapRemaining: facts.OptionalNumber("cap_remaining"),
            MilestoneIsAccepted: Yes("milestone_accepted"),
            ExpenseIsApproved: Yes("expense_approved"),
            ReceiptIsInOrder: Yes("receipt_ok"),
            VendorInvoiceIsMatched: Yes("vendor_invoice_matched"),
            CustomerIsInErp: Yes("customer_in_erp"),
            BillToIsPresent: Yes("bill_to_present"),
            CustomerIsOnHold: No("customer_on_hold"),
            TaxCodeIsPresent: Yes("tax_code_present"),
            TaxIdIsInOrder: Yes("tax_id_ok"),
            FxRateIsPresent: Yes("fx_rate_present"),
            AccountsAreMapped: Yes("gl_mapped"),
            DimensionsAreValid: Yes("dimensions_valid"),
            PeriodIsOpen: Yes("period_open"),
            MayShiftPeriod: No("auto_shift_allowed"),
            IsInPostingWindow: Yes("in_posting_window"),
            RouteIsKnown: Yes("route_known"),
            IsFrozen: No("frozen"),
            ErpOutcomeIsUnknown: No("erp_outcome_unknown"),
            IsAlreadyBilled: No("already_billed")
        );
    }
}
