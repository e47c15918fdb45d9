using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Host.Evaluation.Steps;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>Documents and balances of the hub as a case writes them.</summary>
internal static class CaseDocuments
{
    private static readonly YearMonthPattern Month = YearMonthPattern.Iso;

    /// <summary>The order in which a case names what stands in the way of time.</summary>
    private static readonly List<ReasonCode> TimeReasons =
    [
        ReasonCode.TimeNotSubmitted,
        ReasonCode.TimeNotApproved,
        ReasonCode.TimeRejected,
        ReasonCode.OutsideContractTerm,
        ReasonCode.BillingHold,
        ReasonCode.NoRate,
        ReasonCode.AmbiguousRate,
    ];

    public static JsonObject Shown(Invoice invoice, string number, CaseFacts facts, TaxMode mode)
    {
        var shown = new JsonObject
        {
            ["number"] = number,
            ["bill_to"] = invoice.BillTo.Value,
            ["currency"] = invoice.Currency.Code,
            ["date"] = Date(invoice.InvoiceDate),
            ["lines"] = invoice.Lines.ToJson(line => Shown(line, facts)),
            ["net"] = Amount(invoice.Net),
            ["discount"] = Amount(invoice.Discount ?? Money.Zero(invoice.Currency)),
            ["tax"] = Amount(invoice.Tax),
            ["gross"] = Amount(invoice.Gross),
            ["breakdown"] = invoice.Taxes.ToJson(tax => Shown(tax, mode)),
        };
        if (invoice.Retention is { } retention)
        {
            shown["retention"] = Amount(retention);
        }

        if (invoice.PrepaidApplied is { } prepaid)
        {
            shown["prepaid_applied"] = Amount(prepaid);
        }

        shown["payable"] = Amount(invoice.Payable);
        shown["type"] = CaseChoices.SnakeCase(invoice.Type);
        return shown;
    }

    /// <summary>By line; within it what waits for others in input order, then what a cap stops.</summary>
    public static JsonArray Blocked(BillingPlan plan, CaseFacts facts, EngagementId contract) =>
        plan
            .Blocked.GroupBy(left => left.Line)
            .SelectMany(group =>
                group
                    .OrderBy(left => left.Amount is null ? 0 : 1)
                    .ThenBy(left =>
                        left is { Amount: null, Work: { } work } ? facts.PlaceOf(work) : 0
                    )
            )
            .ToJson(left => Shown(left, facts, contract));

    /// <summary>By line, within it in input order.</summary>
    public static JsonArray NonBillable(BillingPlan plan, CaseFacts facts) =>
        plan
            .NonBillable.GroupBy(x => x.Line, x => x.Work)
            .SelectMany(line => line.OrderBy(facts.PlaceOf))
            .ToJson(facts.NameOf);

    public static JsonObject Balances(BillingPlan plan) =>
        new(plan.Balances.Select(x => KeyValuePair.Create(NameOf(x), (JsonNode?)Shown(x))));

    public static JsonArray Alerts(BillingPlan plan) =>
        plan.Alerts.ToJson(alert => new JsonObject
        {
            ["line"] = NameOf(alert.Cap),
            ["code"] = "CAP_THRESHOLD",
            ["pct"] = Fixed(alert.Percent, 2),
        });

    /// <summary>The time of a credit, and what it is after it.</summary>
    public static JsonArray Credited(
        EngagementState state,
        Invoice? credit,
        CreditDisposition disposition,
        CaseFacts facts
    )
    {
        var status = disposition switch
        {
            CreditDisposition.Rebill => "approved",
            CreditDisposition.WriteOff => "written_off",
            CreditDisposition.Allowance => "invoiced",
            _ => "superseded",
        };
        return (credit?.Lines ?? [])
            .SelectMany(line => line.Shares)
            .Select(share => share.Work)
            .Distinct()
            .Where(work => state.Work.GetValueOrDefault(work)?.Work is TimeEntry)
            .ToJson(work => new JsonObject { ["id"] = facts.NameOf(work), ["status"] = status });
    }

    /// <summary>Every cap of time that a run has looked at so far.</summary>
    public static JsonObject CapsUsed(IEnumerable<CaseEngagement> engagements)
    {
        var shown = new JsonObject();
        foreach (var engagement in engagements)
        {
            foreach (var (cap, used) in engagement.CapsUsed())
            {
                shown[NameOf(cap)] = Used(cap, used);
            }
        }

        return shown;
    }

    private static JsonObject Shown(InvoiceLine line, CaseFacts facts)
    {
        var (quantity, price) = line.Kind switch
        {
            InvoiceLineKind.Time or InvoiceLineKind.Overage or InvoiceLineKind.Unit => (
                Quantity(line.Quantity),
                line.Price is { } each ? Rate(each) : null
            ),
            InvoiceLineKind.Progress or InvoiceLineKind.Discount or InvoiceLineKind.Fee => (
                null,
                (string?)null
            ),
            _ => (Quantity(line.Quantity), null),
        };
        return new JsonObject
        {
            ["line"] = line.Line.Value,
            ["kind"] = CaseChoices.SnakeCase(line.Kind),
            ["qty"] = quantity,
            ["price"] = price,
            ["amount"] = Amount(line.Amount),
            ["sources"] = Sources(line, facts),
        };
    }

    private static JsonArray Sources(InvoiceLine line, CaseFacts facts) =>
        line.Kind switch
        {
            InvoiceLineKind.Retainer => new JsonArray(
                Month.Format(line.Retainer!.Month.ToYearMonth())
            ),
            InvoiceLineKind.Time
            or InvoiceLineKind.Schedule
            or InvoiceLineKind.Milestone
            or InvoiceLineKind.Unit
            or InvoiceLineKind.Expense => line.Shares.ToJson(share => facts.NameOf(share.Work)),
            _ => [],
        };

    private static JsonObject Shown(TaxSubtotal tax, TaxMode mode)
    {
        var shown = new JsonObject
        {
            ["category"] = tax.Category.ToString(),
            ["rate"] = Trimmed(tax.Rate),
            ["taxable"] = Amount(tax.Taxable),
        };
        if (mode is not TaxMode.PerDocument)
        {
            shown["tax"] = TaxSteps.GroupTax(tax.Taxable, tax.Tax, mode);
        }

        return shown;
    }

    private static JsonObject Shown(LeftWork left, CaseFacts facts, EngagementId contract)
    {
        var reasons = left.Reasons.OrderBy(reason => TimeReasons.IndexOf(reason));
        var shown = new JsonObject
        {
            ["ref"] = left.Work is { } work ? facts.NameOf(work) : contract.Value,
            ["reasons"] = reasons.ToJson(reason => reason.Value),
        };
        if (left.Amount is { } amount)
        {
            shown["amount"] = Amount(amount);
        }

        return shown;
    }

    /// <summary>The contract's own cap is no line's.</summary>
    private static string NameOf(AgreedCap cap) => cap.Line?.Value ?? "CAP";

    /// <summary>In what the cap counts.</summary>
    private static JsonObject Used(AgreedCap cap, CapUse used)
    {
        var shown = new JsonObject();
        if (cap.Cap.Amount is not null)
        {
            shown["cap_used"] = Amount(used.Amount);
        }

        if (cap.Cap.Hours is not null)
        {
            shown["cap_used_hours"] = Quantity(used.Hours);
        }

        return shown;
    }

    private static JsonObject Shown(RunBalance.Cap balance)
    {
        var shown = Used(balance.Of, balance.Used);
        if (balance.Remaining is { } money)
        {
            shown["cap_remaining"] = Amount(money);
        }

        if (balance.RemainingHours is { } hours)
        {
            shown["cap_remaining_hours"] = Quantity(hours);
        }

        return shown;
    }

    private static string NameOf(RunBalance balance) =>
        balance switch
        {
            RunBalance.Cap x => NameOf(x.Of),
            RunBalance.Hours x => x.Line.Value,
            RunBalance.Commitment => "COMMIT",
            RunBalance.Prepaid => "PREPAID",
            _ => "PO",
        };

    private static JsonObject? Shown(RunBalance balance) =>
        balance switch
        {
            RunBalance.Cap x => Shown(x),
            RunBalance.Hours x => new JsonObject
            {
                ["included"] = Quantity(x.Period.Included!.Value),
                ["available"] = Quantity(x.Period.Use.Available),
                ["used"] = Quantity(x.Period.Use.Used),
                ["overage_hours"] = Quantity(x.Period.Use.Overage),
                ["carried"] = Quantity(x.Period.Use.Carried),
                ["expired"] = Quantity(x.Period.Use.Expired),
            },
            RunBalance.Commitment x => new JsonObject
            {
                ["commitment"] = Amount(x.Committed),
                ["counted"] = Amount(x.Counted),
            },
            RunBalance.Prepaid x => new JsonObject { ["remaining"] = Amount(x.Remaining) },
            RunBalance.Order { Remaining: { } remaining } => new JsonObject
            {
                ["remaining"] = Amount(remaining),
            },
            _ => [],
        };
}
