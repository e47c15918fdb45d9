using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Funding;
using Tieout.Domain.Invoicing.Periods;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Splitting, converting and prorating amounts.</summary>
internal static class AmountSteps
{
    /// <summary>Ways of counting days.</summary>
    public static IReadOnlyDictionary<string, ProrationMethod> ProrationMethods { get; } =
        new Dictionary<string, ProrationMethod>(StringComparer.Ordinal)
        {
            ["actual_days"] = ProrationMethod.ActualDays,
            ["fixed_30"] = ProrationMethod.Fixed30,
            ["none"] = ProrationMethod.None,
        };

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["money.allocate"] = (args, _) => Allocate(args),
            ["fx.convert"] = (args, _) => Convert(args),
            ["fund.split"] = (args, _) => Fund(args),
            ["period.prorate"] = (args, _) => Prorate(args),
            ["period.anniversary"] = (args, _) => Anniversary(args),
        };

    private static JsonObject Allocate(CaseFields args) =>
        new()
        {
            ["parts"] = args.Allocated("total", args.Currency("currency"), "weights")
                .ToJson(Amount),
        };

    private static JsonObject Convert(CaseFields args)
    {
        var (to, rate) = (args.Currency("to"), args.AboveZero("rate"));
        var amounts = args.Numbers("amounts");
        var converted = args.Flag("tie", otherwise: true)
            ? CurrencyConversion.Tied(to, rate, amounts)
            : CurrencyConversion.Separate(to, rate, amounts);
        return new JsonObject
        {
            ["total"] = Amount(converted.Total),
            ["parts"] = converted.Parts.ToJson(Amount),
            ["sum_of_parts"] = Amount(Money.Sum(to, converted.Parts)),
        };
    }

    private static JsonObject Fund(CaseFields args)
    {
        var currency = args.OptionalCurrency("currency") ?? TwoDigits;
        var limits = args.Child("limits");
        var plan = new FundingPlan(
            [
                .. args.Children("rules")
                    .Select(rule => new FundingRule(
                        rule.Count("priority"),
                        rule.Text("source"),
                        rule.FromZero("pct")
                    )),
            ],
            limits.Map(name => limits.Money(name, currency)),
            args.OptionalText("rounding_source")
        );
        List<FundingShares> funded = [];
        var transactions = args.Children("transactions");
        foreach (var transaction in transactions)
        {
            (plan, var shares) = plan.Fund(transaction.Money("amount", currency));
            funded.Add(shares);
        }

        var sources = limits.Names.Union(
            funded.SelectMany(shares => shares.Shares.Keys),
            StringComparer.Ordinal
        );
        return new JsonObject
        {
            ["transactions"] = transactions
                .Zip(funded)
                .ToJson(x => new JsonObject
                {
                    ["id"] = x.First.Text("id"),
                    ["allocations"] = x.Second.Shares.ToJson(Amount),
                    ["unfunded"] = Amount(x.Second.Unfunded),
                }),
            ["totals"] = sources
                .Select(source =>
                    KeyValuePair.Create(
                        source,
                        Money.Sum(currency, funded.Select(shares => shares.Of(source)))
                    )
                )
                .ToJson(Amount),
        };
    }

    private static JsonObject Prorate(CaseFields args)
    {
        var proration = Proration.Between(
            args.Interval("period"),
            args.Interval("active"),
            args.Choice("method", ProrationMethods, ProrationMethod.ActualDays)
        );
        var amount = args.Money("amount", args.Currency("currency"));
        return new JsonObject
        {
            ["days"] = Count(proration.Days),
            ["days_in_period"] = Count(proration.DaysInPeriod),
            ["factor"] = Factor(proration.Factor),
            ["amount"] = Amount(proration.Of(amount)),
        };
    }

    private static JsonObject Anniversary(CaseFields args) =>
        new()
        {
            ["periods"] = Enumerable
                .Range(0, args.CountFromZero("count"))
                .Select(number => AnniversaryPeriods.Number(args.Date("anchor"), number))
                .ToJson(period => new JsonObject
                {
                    ["start"] = Date(period.Start),
                    ["end"] = Date(period.End),
                }),
        };
}
