using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.Stripe;

/// <summary>Makes the lines of invoices and the invoice items behind them.</summary>
internal sealed class StripeLines(StripeBook book, StripeCatalogue catalogue, StripeTaxes taxes)
{
    public const string ItemKind = "invoiceitem";

    /// <summary>Lines that an invoice may have. [U]</summary>
    private const int LinesMax = 250;

    /// <summary>Reads an item, not stored yet.</summary>
    public JsonObject NewItem(StripeParams sent, string customer, string currency)
    {
        var item = StripeShapes.InvoiceItem();
        item["customer"] = customer;
        item["currency"] = currency;
        item["date"] = book.Now;
        item["period"] = new JsonObject { ["end"] = book.Now, ["start"] = book.Now };
        Read(item, sent);
        if (item["pricing"] is null)
        {
            throw StripeRefusal.Invalid(
                "You must specify one of `amount`, `pricing`, `price_data` or `unit_amount_decimal`.",
                "amount"
            );
        }

        return item;
    }

    /// <summary>Changes an item by what was sent.</summary>
    public void Read(JsonObject item, StripeParams sent)
    {
        sent.CopyTo(item, "description");
        item["discountable"] = sent.Flag("discountable") ?? (bool)item["discountable"]!;
        if (sent.Section("period") is { } period)
        {
            item["period"] = new JsonObject
            {
                ["end"] =
                    period.Whole("end") ?? throw StripeRefusal.MissingParameter("period[end]"),
                ["start"] =
                    period.Whole("start") ?? throw StripeRefusal.MissingParameter("period[start]"),
            };
        }

        ReadPrice(item, sent);
        item.Merge(sent.Metadata());
        taxes.Read(item, sent);
    }

    /// <summary>Puts an item on a draft, as a line of its own.</summary>
    public JsonObject Attach(JsonObject invoice, JsonObject item)
    {
        var lines = invoice.Part("lines")["data"]!.AsArray();
        if (lines.Count >= LinesMax)
        {
            throw StripeRefusal.Invalid(
                $"You can add up to {LinesMax} line items to an invoice.",
                "lines"
            );
        }

        if (!item.Is("currency", invoice.Text("currency")!))
        {
            throw StripeRefusal.Invalid(
                $"The currency of the invoice item ({item.Text("currency")}) must be that of the "
                    + $"invoice ({invoice.Text("currency")}).",
                "currency"
            );
        }

        var line = StripeShapes.Line();
        line["id"] = book.Ids.New("il_");
        line["invoice"] = invoice.Id();
        line.Part("parent").Part("invoice_item_details")["invoice_item"] = item.Id();
        Copy(item, line);
        lines.Add(line);
        item["invoice"] = invoice.Id();
        return line;
    }

    /// <summary>Makes a line say what its item says.</summary>
    public static void Copy(JsonObject item, JsonObject line)
    {
        foreach (
            var name in (ReadOnlySpan<string>)
                [
                    "amount",
                    "currency",
                    "description",
                    "discountable",
                    "metadata",
                    "period",
                    "pricing",
                    "quantity",
                    "quantity_decimal",
                ]
        )
        {
            line[name] = item[name]?.DeepClone();
        }

        line["subtotal"] = item["amount"]!.DeepClone();
        foreach (
            var (name, value) in item.Where(x => x.Key.StartsWith("_tax", StringComparison.Ordinal))
        )
        {
            line[name] = value?.DeepClone();
        }

        if (item["taxes"] is { } given)
        {
            line["taxes"] = given.DeepClone();
        }
    }

    public static JsonObject? LineOf(JsonObject invoice, string item) =>
        invoice
            .Parts("lines")
            .FirstOrDefault(x =>
                x.Part("parent").Part("invoice_item_details").Is("invoice_item", item)
            );

    private void ReadPrice(JsonObject item, StripeParams sent)
    {
        var currency = item.Text("currency")!;
        var quantity = sent.Number("quantity_decimal") ?? sent.Whole("quantity");
        var count =
            quantity ?? decimal.Parse(item.Text("quantity_decimal")!, CultureInfo.InvariantCulture);
        if (sent.Whole("amount") is { } amount)
        {
            Price(item, catalogue.PriceFor(currency, amount, product: null), 1m, amount);
            return;
        }

        var price = PriceOf(item, sent, currency);
        if (price is null && quantity is null)
        {
            return;
        }

        price ??= book.Refer(
            "price",
            item.Part("pricing").Part("price_details").Text("price")!,
            "price"
        );
        var unit = decimal.Parse(price.Text("unit_amount_decimal")!, CultureInfo.InvariantCulture);
        var total = (unit * count).RoundTo(0);
        Price(item, price, count, (long)total);
    }

    private JsonObject? PriceOf(JsonObject item, StripeParams sent, string currency)
    {
        if (sent.Section("pricing") is { } pricing)
        {
            return book.Refer("price", pricing.Required("price"), "pricing[price]");
        }

        if (sent.Section("price_data") is { } data)
        {
            item["currency"] = (data.Text("currency") ?? currency).ToLowerInvariant();
            var unit =
                data.Whole("unit_amount")
                ?? data.Number("unit_amount_decimal")
                ?? throw StripeRefusal.MissingParameter("price_data[unit_amount]");
            _ = data.Text("tax_behavior");
            var product = data.Text("product") is { } id
                ? book.Refer("product", id, "price_data[product]").Id()
                : catalogue.ProductFor(data.Section("product_data"));
            return catalogue.PriceFor(item.Text("currency")!, unit, product);
        }

        return sent.Number("unit_amount_decimal") is { } plain
            ? catalogue.PriceFor(currency, plain, product: null)
            : null;
    }

    private static void Price(JsonObject item, JsonObject price, decimal quantity, long amount)
    {
        item["amount"] = amount;
        item["quantity"] = (long)Math.Ceiling(quantity);
        item["quantity_decimal"] = quantity.ToString(CultureInfo.InvariantCulture);
        item["pricing"] = new JsonObject
        {
            ["price_details"] = new JsonObject
            {
                ["price"] = price.Id(),
                ["product"] = price.Text("product"),
            },
            ["type"] = "price_details",
            ["unit_amount_decimal"] = price.Text("unit_amount_decimal"),
        };
    }
}
