using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Products, prices and tax rates, as far as invoices need them.</summary>
internal sealed class StripeCatalogue(StripeBook book)
{
    /// <summary>Hidden: made for an invoice item that has an amount only, and not listed.</summary>
    private const string IsHidden = "_hidden";

    public StripeAnswer CreateProduct(StripeCall call)
    {
        var sent = call.Params;
        var product = StripeShapes.Product();
        product["created"] = book.Now;
        product["name"] = sent.Required("name");
        ChangeProduct(product, sent);
        product = sent.Text("id") is { } id
            ? book.Add("product", product, id)
            : book.Add("product", "prod_", product);
        book.Tell("product.created", product);
        return product.Copy();
    }

    public StripeAnswer UpdateProduct(StripeCall call)
    {
        var product = book.Get("product", call.Id);
        var before = product.Copy();
        call.Params.CopyTo(product, "name", "default_price");
        ChangeProduct(product, call.Params);
        book.Save("product", product);
        book.Tell("product.updated", product, before);
        return product.Copy();
    }

    public StripeAnswer DeleteProduct(StripeCall call)
    {
        var product = book.Get("product", call.Id);
        if (book.All("price").Any(x => x.Is("product", call.Id)))
        {
            throw StripeRefusal.Invalid(
                "This product cannot be deleted because it has one or more user-created prices."
            );
        }

        book.Tell("product.deleted", product);
        return book.Delete("product", product);
    }

    public StripeAnswer CreatePrice(StripeCall call)
    {
        var sent = call.Params;
        var currency = sent.Required("currency");
        var product = sent.Section("product_data") is { } data
            ? NewProduct(data.Required("name")).Id()
            : book.Refer("product", sent.Required("product"), "product").Id();
        var price = NewPrice(currency, product, AmountOf(sent));
        price["active"] = sent.Flag("active") ?? true;
        sent.CopyTo(price, "nickname", "lookup_key", "tax_behavior");
        price.Merge(sent.Metadata());
        book.Save("price", price);
        book.Tell("price.created", price);
        return price.Copy();
    }

    public StripeAnswer UpdatePrice(StripeCall call)
    {
        var price = book.Get("price", call.Id);
        var before = price.Copy();
        call.Params.CopyTo(price, "nickname", "lookup_key", "tax_behavior");
        price["active"] = call.Params.Flag("active") ?? (bool)price["active"]!;
        price.Merge(call.Params.Metadata());
        book.Save("price", price);
        book.Tell("price.updated", price, before);
        return price.Copy();
    }

    public StripeAnswer CreateTaxRate(StripeCall call)
    {
        var sent = call.Params;
        var rate = StripeShapes.TaxRate();
        rate["created"] = book.Now;
        rate["display_name"] = sent.Required("display_name");
        rate["percentage"] =
            sent.Number("percentage") ?? throw StripeRefusal.MissingParameter("percentage");
        rate["inclusive"] =
            sent.Flag("inclusive") ?? throw StripeRefusal.MissingParameter("inclusive");
        ChangeTaxRate(rate, sent);
        rate = book.Add("tax_rate", "txr_", rate);
        book.Tell("tax_rate.created", rate);
        return rate.Copy();
    }

    public StripeAnswer UpdateTaxRate(StripeCall call)
    {
        var rate = book.Get("tax_rate", call.Id);
        var before = rate.Copy();
        call.Params.CopyTo(rate, "display_name");
        ChangeTaxRate(rate, call.Params);
        book.Save("tax_rate", rate);
        book.Tell("tax_rate.updated", rate, before);
        return rate.Copy();
    }

    public StripeAnswer List(StripeCall call, string kind, string url, params string[] filters)
    {
        var all = book.All(kind)
            .Where(x => x[IsHidden] is null)
            .Within(call.Params, "created", "created");
        all = filters.Aggregate(all, (rows, filter) => rows.Equal(call.Params, filter));
        return StripePaging.Page(all.Flagged(call.Params, "active"), call.Params, kind, url);
    }

    /// <summary>The product that a price of a line's own is for.</summary>
    public string? ProductFor(StripeParams? data) =>
        data is null ? null : NewProduct(data.Required("name")).Id();

    /// <summary>The price that an amount without price is given behind the scenes.</summary>
    public JsonObject PriceFor(string currency, decimal unitAmount, string? product)
    {
        var price = NewPrice(
            currency,
            product ?? NewProduct("Invoice item", isHidden: true).Id(),
            unitAmount
        );
        price["active"] = false;
        price[IsHidden] = true;
        book.Save("price", price);
        return price;
    }

    /// <summary>
    /// The rate that an amount of tax from elsewhere is shown with: found when everything of it is
    /// the same, else made, archived at once.
    /// </summary>
    public JsonObject TaxRateFor(StripeParams data)
    {
        var rate = StripeShapes.TaxRate();
        rate["display_name"] = data.Required("display_name");
        rate["percentage"] =
            data.Number("percentage") ?? throw StripeRefusal.MissingParameter("percentage");
        rate["inclusive"] =
            data.Flag("inclusive") ?? throw StripeRefusal.MissingParameter("inclusive");
        data.CopyTo(
            rate,
            "country",
            "description",
            "jurisdiction",
            "jurisdiction_level",
            "state",
            "tax_type"
        );
        rate["active"] = false;
        return book.All("tax_rate").FirstOrDefault(x => IsSame(x, rate)) ?? AddRate(rate);
    }

    private JsonObject AddRate(JsonObject rate)
    {
        rate["created"] = book.Now;
        return book.Add("tax_rate", "txr_", rate);
    }

    private static bool IsSame(JsonObject held, JsonObject rate) =>
        rate.All(x =>
            x.Key is "created"
            || JsonNode.DeepEquals(JsonNode.Parse(x.Value?.ToJsonString() ?? "null"), held[x.Key])
        );

    private static void ChangeProduct(JsonObject product, StripeParams sent)
    {
        sent.CopyTo(
            product,
            "description",
            "statement_descriptor",
            "tax_code",
            "unit_label",
            "url"
        );
        product["active"] = sent.Flag("active") ?? (bool)product["active"]!;
        product["shippable"] = sent.Flag("shippable") ?? (bool?)product["shippable"];
        product["updated"] = product["created"]!.DeepClone();
        product.Merge(sent.Metadata());
    }

    private static void ChangeTaxRate(JsonObject rate, StripeParams sent)
    {
        sent.CopyTo(rate, "country", "description", "jurisdiction", "state", "tax_type");
        rate["active"] = sent.Flag("active") ?? (bool)rate["active"]!;
        rate.Merge(sent.Metadata());
    }

    private static decimal AmountOf(StripeParams sent) =>
        sent.Whole("unit_amount")
        ?? sent.Number("unit_amount_decimal")
        ?? throw StripeRefusal.MissingParameter("unit_amount");

    private JsonObject NewProduct(string name, bool isHidden = false)
    {
        var product = StripeShapes.Product();
        product["created"] = book.Now;
        product["updated"] = book.Now;
        product["name"] = name;
        if (isHidden)
        {
            product[IsHidden] = true;
        }

        return book.Add("product", "prod_", product);
    }

    private JsonObject NewPrice(string currency, string product, decimal unitAmount)
    {
        var price = StripeShapes.Price();
        price["created"] = book.Now;
        price["currency"] = currency.ToLowerInvariant();
        price["product"] = product;
        price["unit_amount"] = decimal.IsInteger(unitAmount) ? (long)unitAmount : null;
        price["unit_amount_decimal"] = unitAmount.ToString(CultureInfo.InvariantCulture);
        return book.Add("price", "price_", price);
    }
}
