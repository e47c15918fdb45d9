using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Host.Evaluation.Steps;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>A contract of a case as terms of the hub.</summary>
/// <param name="fields">The contract.</param>
/// <param name="knownTaxCodes">A line without one of these is outside the scope of tax.</param>
internal sealed class CaseTerms(CaseFields fields, IReadOnlySet<string> knownTaxCodes)
{
    /// <summary>Stands for a code that the case does not define.</summary>
    public const string NoTax = "(no tax code)";

    /// <summary>Stands for a company that the case does not name.</summary>
    public const string NoEntity = "(no legal entity)";

    private readonly CurrencyCode _currency = fields.Currency("currency");

    public ContractTerms Read()
    {
        var order = fields.OptionalChild("po");
        if (fields.OptionalDate("end") < fields.Date("start"))
        {
            throw fields.Error("end", "is before the start");
        }

        return new ContractTerms(
            fields.Identifier<CustomerCode>("customer"),
            fields.OptionalIdentifier<LegalEntityCode>("legal_entity")
                ?? LegalEntityCode.Parse(NoEntity),
            _currency,
            fields.Date("start"),
            fields.OptionalDate("end"),
            IsSigned: true,
            [.. fields.Rows("lines").Select(Line)],
            TaxCodeOf(fields) ?? TaxCode.Parse(NoTax),
            fields.OptionalIdentifier<CustomerCode>("bill_to"),
            fields.OptionalText("quote"),
            order?.OptionalText("number"),
            DiscountPercent: fields.Percent("discount_pct", 0m),
            RetentionPercent: fields.Has("retention_pct") ? fields.Percent("retention_pct") : null,
            Prepaid: fields.OptionalChild("prepaid")?.MoneyFromZero("balance", _currency),
            Order: order is null
                ? null
                : new PurchaseOrderTerms(
                    order.Flag("required", otherwise: false),
                    OptionalMoney(order, "limit"),
                    OptionalMoney(order, "used")
                ),
            Commitment: fields.OptionalChild("min_commitment") is { } commitment
                ? Commitment(commitment)
                : null,
            Cap: fields.OptionalChild("cap") is { } cap
                ? CapOf(cap) with
                {
                    CountsExpenses = cap.Flag("counts_expenses", otherwise: false),
                }
                : null
        );
    }

    private static LineScope ScopeOf(CaseFields line) =>
        new(
            line.Has("projects") ? [.. line.Texts("projects").Select(ProjectCode.Parse)] : null,
            line.Has("tasks") ? [.. line.Texts("tasks").Select(TaskCode.Parse)] : null
        );

    /// <summary>In a case a hold of a project is one of its time: its expenses have another.</summary>
    public static ProjectCode ForExpenses(ProjectCode project) =>
        ProjectCode.Parse($"expenses/{project}");

    private static LineScope ScopeOfExpenses(CaseFields line) =>
        ScopeOf(line) is { Projects: { } projects } scope
            ? scope with
            {
                Projects = [.. projects.Select(ForExpenses)],
            }
            : ScopeOf(line);

    /// <summary>In a case only time and retainer lines claim time.</summary>
    private static LineScope ClaimsNoTime { get; } = new(Projects: []);

    private TaxCode? TaxCodeOf(CaseFields owner) =>
        owner.OptionalText("tax_code") is { } code
            ? TaxCode.Parse(knownTaxCodes.Contains(code) ? code : NoTax)
            : null;

    private Money? OptionalMoney(CaseFields owner, string name) =>
        owner.Has(name) ? owner.Money(name, _currency) : null;

    private MinimumCommitment Commitment(CaseFields commitment) =>
        new(
            commitment.MoneyFromZero("amount", _currency),
            commitment.Choice(
                "period",
                CaseChoices.SnakeCase<CommitmentSpan>(),
                CommitmentSpan.Period
            ),
            commitment.Choice(
                "proration",
                AmountSteps.ProrationMethods,
                ProrationMethod.ActualDays
            ),
            commitment.Has("counts")
                ? [.. commitment.Choices("counts", CaseChoices.LineKinds)]
                : null,
            OptionalMoney(commitment, "billed_before")
        );

    private ContractLine Line(CaseFields line)
    {
        var id = line.Identifier<ContractLineId>("id");
        var code = TaxCodeOf(line);
        switch (line.Text("model"))
        {
            case "tm":
                return new ContractLine.TimeAndMaterials(
                    id,
                    ScopeOf(line),
                    code,
                    line.Has("group_by")
                        ? [.. line.Choices("group_by", CaseChoices.GroupKeys)]
                        : null,
                    Cap(line),
                    line.Percent("discount_pct", 0m),
                    line.FromZero("fee_pct", 0m)
                );
            case "retainer":
                return Retainer(line, id, code);
            case "fixed":
                return new ContractLine.FixedFee(id, ClaimsNoTime, Schedule(line), code);
            case "milestone":
                return new ContractLine.Milestones(id, ClaimsNoTime, code);
            case "unit":
                var price = line.Money("unit_price", _currency);
                return new ContractLine.Units(id, ClaimsNoTime, price, code);
            case "progress":
                return new ContractLine.Progress(
                    id,
                    ClaimsNoTime,
                    [.. line.Children("parts").Select(Part)],
                    OptionalMoney(line, "billed_to_date"),
                    code
                );
            case "expense":
                return new ContractLine.Reimbursables(
                    id,
                    ScopeOfExpenses(line),
                    line.Has("categories") ? [.. line.Texts("categories")] : null,
                    line.Number("markup_pct", 0m),
                    line.OptionalNumber("receipt_threshold"),
                    Cap(line),
                    code
                );
            default:
                throw line.Error(
                    "model",
                    "is none of tm, retainer, fixed, milestone, unit, progress, expense"
                );
        }
    }

    private SpendingCap? Cap(CaseFields line) =>
        line.OptionalChild("cap") is { } cap ? CapOf(cap) : null;

    /// <summary>Without hours it needs an amount; what was used of a month needs a day in it.</summary>
    private SpendingCap CapOf(CaseFields cap)
    {
        var period = cap.Choice("period", CaseChoices.SnakeCase<CapPeriod>(), CapPeriod.Ever);
        var through = cap.OptionalDate("consumed_through");
        var isUsed = cap.Has("consumed") || cap.Has("consumed_hours");
        if (isUsed && period is CapPeriod.Month && through is null)
        {
            throw cap.Error("consumed_through", "is missing: it says which month was used");
        }

        return new SpendingCap(
            cap.Has("amount") || !cap.Has("hours") ? cap.MoneyFromZero("amount", _currency) : null,
            OptionalMoney(cap, "consumed"),
            cap.Choice("on_exceed", CaseChoices.SnakeCase<CapEdge>(), CapEdge.Split),
            cap.OptionalNumber("alert_pct"),
            HoursOf(cap, "hours"),
            HoursOf(cap, "consumed_hours"),
            period,
            through
        );
    }

    private static Effort? HoursOf(CaseFields owner, string name) =>
        owner.OptionalFromZero(name) is { } hours ? Effort.OfHours(hours) : null;

    private ContractLine.Retainer Retainer(CaseFields line, ContractLineId id, TaxCode? code) =>
        new(
            id,
            ScopeOf(line),
            line.Money("amount", _currency),
            code,
            line.OptionalDate("start"),
            line.OptionalDate("end"),
            line.Choice("proration", AmountSteps.ProrationMethods, ProrationMethod.ActualDays),
            HoursOf(line, "included_hours"),
            UsageSteps.RolloverOf(line.OptionalChild("rollover")),
            line.Choice(
                "consume_order",
                CaseChoices.SnakeCase<ConsumptionOrder>(),
                ConsumptionOrder.RolloverFirst
            ),
            line.OptionalChild("overage") is { } overage ? Overage(overage) : null
        );

    private static readonly Dictionary<string, OveragePrice> OveragesBy = new(
        StringComparer.Ordinal
    )
    {
        ["rate_card"] = new OveragePrice.ByRateCard(),
    };

    private static OveragePrice Overage(CaseFields overage) =>
        overage switch
        {
            _ when overage.Has("rate") => new OveragePrice.Hourly(overage.Number("rate")),
            _ when overage.Has("by") => overage.Choice("by", OveragesBy),
            _ => new OveragePrice.Scaled(UsageSteps.PriceOf(overage)),
        };

    private ValueList<ScheduleRow> Schedule(CaseFields line)
    {
        var rows = line.Rows("schedule");
        if (line.Has("total") && rows.All(row => row.FromZero("pct") == 0m))
        {
            throw line.Error("schedule", "has no pct above zero to share the total by");
        }

        return line.Has("total")
            ? ScheduleRow.Shares(
                line.MinorMoney("total", _currency),
                [.. rows.Select(row => (row.Text("id"), row.Date("date"), row.Number("pct")))]
            )
            :
            [
                .. rows.Select(row => new ScheduleRow(
                    row.Text("id"),
                    row.Date("date"),
                    row.Money("amount", _currency).Round()
                )),
            ];
    }

    private ProgressPart Part(CaseFields part) =>
        new(
            part.Money("price", _currency),
            part.OptionalNumber("pct"),
            part.Number("cost_to_date", 0m),
            part.Number("cost_total", 0m)
        );
}
