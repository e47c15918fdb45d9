using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Taxes;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>The tax of a document, and how a supply is taxed.</summary>
internal static class TaxSteps
{
    private static readonly IReadOnlyDictionary<string, TaxMode> Modes =
        CaseChoices.SnakeCase<TaxMode>();

    /// <summary>What becomes of an invalid VAT id: whether the supplier's tax is charged.</summary>
    private static readonly Dictionary<string, bool> InvalidIds = new(StringComparer.Ordinal)
    {
        ["charge_supplier_vat"] = true,
        ["block"] = false,
    };

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["tax.compute"] = (args, _) => Compute(args),
            ["tax.determine"] = Determine,
        };

    /// <summary>The groups of a document as its breakdown.</summary>
    public static JsonArray Breakdown(TaxedDocument taxed, TaxMode mode) =>
        taxed.Groups.ToJson(group =>
        {
            var shown = new JsonObject
            {
                ["category"] = group.Category.ToString(),
                ["rate"] = Trimmed(group.Rate),
                ["taxable"] = Amount(group.Taxable),
            };
            if (mode is not TaxMode.PerDocument)
            {
                shown["tax"] = GroupTax(group.Taxable, group.OwnTax, mode);
            }

            return shown;
        });

    /// <summary>How tax is computed, from a step's or the given state's settings.</summary>
    public static TaxArithmetic ArithmeticOf(CaseFields fields) =>
        new(
            fields.Choice("mode", Modes, TaxMode.PerCategory),
            fields.Choice("rounding", CaseChoices.Roundings, Rounding.HalfUp),
            fields.OptionalDigits("line_tax_dp"),
            fields.Has("line_rounding")
                ? fields.Choice("line_rounding", CaseChoices.Roundings)
                : null
        );

    private static JsonObject Compute(CaseFields args)
    {
        var currency = args.Currency("currency");
        var arithmetic = ArithmeticOf(args);
        List<(string Id, TaxableItem Item)> lines =
        [
            .. args.Children("lines")
                .Select(line => (line.Text("id"), LineOf(line, currency, arithmetic.Rounding))),
        ];
        var taxed = DocumentTax.Compute(
            new TaxableDocument(
                currency,
                [.. lines.Select(line => line.Item)],
                DocumentItems(args, "allowances", currency, arithmetic.Rounding),
                DocumentItems(args, "charges", currency, arithmetic.Rounding),
                DiscountOf(args, currency, lines.ConvertAll(line => line.Item.Amount))
            ),
            arithmetic
        );
        var prepaid = args.MoneyOrZero("prepaid", currency);
        var result = new JsonObject
        {
            ["lines"] = lines.ToJson(line => new JsonObject
            {
                ["id"] = line.Id,
                ["net"] = Amount(line.Item.Amount),
            }),
            ["line_total"] = Amount(taxed.LineTotal),
            ["allowance_total"] = Amount(taxed.AllowanceTotal),
            ["charge_total"] = Amount(taxed.ChargeTotal),
            ["net"] = Amount(taxed.Net),
            ["tax"] = Amount(taxed.Tax),
            ["gross"] = Amount(taxed.Gross),
            ["prepaid"] = Amount(prepaid),
            ["payable"] = Amount(taxed.PayableAfter(prepaid)),
            ["breakdown"] = Breakdown(taxed, arithmetic.Mode),
        };
        AddOptional(result, args, taxed, arithmetic);
        return result;
    }

    private static Money DiscountOf(
        CaseFields args,
        CurrencyCode currency,
        IReadOnlyList<Money> lines
    ) =>
        !args.Has("doc_discount") || args.MinorMoney("doc_discount", currency).IsZero
            ? Money.Zero(currency)
        : lines.Any(line => line > Money.Zero(currency)) ? args.MinorMoney("doc_discount", currency)
        : throw args.Error("doc_discount", "has no line above zero to be shared over");

    private static void AddOptional(
        JsonObject result,
        CaseFields args,
        TaxedDocument taxed,
        TaxArithmetic arithmetic
    )
    {
        if (args.Has("doc_discount"))
        {
            result["discount_by_line"] = taxed.DiscountShares.ToJson(Amount);
        }

        if (args.OptionalChild("tax_currency") is { } other)
        {
            result["tax_in_tax_currency"] = Amount(
                taxed.TaxIn(other.Currency("code"), other.Number("rate"), arithmetic.Rounding)
            );
        }
    }

    /// <summary>
    /// A tax rounded to zero on a base below zero is written with the sign: -0.00. A sum of the taxes
    /// of lines has no sign when it is zero.
    /// </summary>
    public static string GroupTax(Money taxable, Money tax, TaxMode mode) =>
        mode is TaxMode.PerCategory && tax.IsZero && taxable.Amount < 0m
            ? $"-{Amount(Money.Zero(tax.Currency))}"
            : Amount(tax);

    private static TaxableItem LineOf(CaseFields line, CurrencyCode currency, Rounding rounding)
    {
        var net = line.Has("amount")
            ? line.Money("amount", currency).Round(rounding)
            : LineNet.Of(
                line.Number("qty"),
                line.Money("price", currency),
                line.AboveZero("base_qty", 1m),
                rounding
            );
        return Taxed(
            line,
            LineNet.Adjusted(
                net,
                Adjustments(line, "charges", currency, rounding),
                Adjustments(line, "allowances", currency, rounding)
            )
        );
    }

    private static IEnumerable<Money> Adjustments(
        CaseFields line,
        string name,
        CurrencyCode currency,
        Rounding rounding
    ) => line.OptionalChildren(name).Select(item => Adjustment(item, currency, rounding));

    private static Money Adjustment(CaseFields item, CurrencyCode currency, Rounding rounding) =>
        item.Has("amount")
            ? item.Money("amount", currency).Round(rounding)
            : LineNet.PercentOf(item.Money("base", currency), item.Number("pct"), rounding);

    private static List<TaxableItem> DocumentItems(
        CaseFields args,
        string name,
        CurrencyCode currency,
        Rounding rounding
    ) =>
        [
            .. args.OptionalChildren(name)
                .Select(item => Taxed(item, Adjustment(item, currency, rounding))),
        ];

    private static TaxableItem Taxed(CaseFields item, Money amount) =>
        new(
            amount,
            item.Choice("category", CaseChoices.TaxCategories, TaxCategory.S),
            RateOf(item)
        );

    /// <summary>A rate in percent; only what is not taxed may leave it out.</summary>
    public static decimal RateOf(CaseFields taxed) =>
        taxed.Choice("category", CaseChoices.TaxCategories, TaxCategory.S)
            is TaxCategory.S
                or TaxCategory.L
                or TaxCategory.M
            ? taxed.FromZero("rate")
        : taxed.Number("rate", 0m) is 0m ? 0m
        : throw taxed.Error("rate", "is not zero, and its category is not taxed");

    private static JsonObject Determine(CaseFields args, CaseSurroundings surroundings)
    {
        var (supplier, customer) = (args.Child("supplier"), args.Child("customer"));
        var determination = PlacesOf(surroundings)
            .Determine(
                new TaxSupplier(
                    supplier.Text("country"),
                    supplier.Has("registered_in") ? supplier.Texts("registered_in") : null,
                    supplier.OptionalTexts("nexus")
                ),
                new TaxCustomer(
                    customer.Text("country"),
                    customer.OptionalText("state"),
                    customer.Flag("business", otherwise: true),
                    customer.Flag("vat_id_valid", otherwise: false),
                    customer.OptionalChild("exemption")?.Date("expires")
                ),
                new TaxedSupply(
                    args.OptionalText("service") ?? "general",
                    args.Date("date"),
                    args.OptionalText("land_country")
                )
            );
        return determination switch
        {
            TaxDetermination.Blocked { Place: PlaceOfSupply.UnitedStates } => throw customer.Error(
                "state",
                "is missing"
            ),
            TaxDetermination.Blocked { Reason: var reason, Place: var place }
                when reason == ReasonCode.TaxCodeMissing => throw surroundings.Missing(
                "tax_rates",
                place
            ),
            TaxDetermination.Blocked blocked => new JsonObject
            {
                ["blocked"] = new JsonArray(blocked.Reason.Value),
                ["place"] = blocked.Place,
            },
            TaxDetermination.Determined determined => Shown(determined),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static JsonObject Shown(TaxDetermination.Determined determined)
    {
        var shown = new JsonObject
        {
            ["category"] = determined.Category.ToString(),
            ["rate"] = Trimmed(determined.Rate),
            ["place"] = determined.Place,
        };
        if (determined.Note is { } note)
        {
            shown["note"] = note;
        }

        return shown;
    }

    private static PlaceOfSupply PlacesOf(CaseSurroundings surroundings)
    {
        var rates = surroundings.Given?.OptionalChild("tax_rates");
        var taxable = surroundings.Given?.OptionalChild("us_taxable");
        var charges = surroundings.Policies?.Choice("invalid_vat_id", InvalidIds, otherwise: false);
        return new PlaceOfSupply(
            new ListedTaxRates(rates?.Map(rates.Number) ?? [], taxable?.Map(taxable.Texts) ?? []),
            charges is true
        );
    }
}
