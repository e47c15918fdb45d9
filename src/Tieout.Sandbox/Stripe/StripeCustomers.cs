using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Customers.</summary>
internal sealed class StripeCustomers(StripeBook book)
{
    public const string Kind = "customer";

    private static readonly string[] AddressFields =
    [
        "city",
        "country",
        "line1",
        "line2",
        "postal_code",
        "state",
    ];

    public StripeAnswer Create(StripeCall call)
    {
        var customer = StripeShapes.Customer();
        customer["created"] = book.Now;
        customer["invoice_prefix"] =
            call.Params.Text("invoice_prefix") ?? book.Ids.NewInvoicePrefix();
        Change(customer, call.Params);
        customer = book.Add(Kind, "cus_", customer);
        book.Tell("customer.created", customer);
        return customer.Copy();
    }

    public StripeAnswer Update(StripeCall call)
    {
        var customer = book.Get(Kind, call.Id);
        var before = customer.Copy();
        if (call.Params.Text("invoice_prefix") is { } prefix)
        {
            customer["invoice_prefix"] = prefix;
        }

        Change(customer, call.Params);
        book.Save(Kind, customer);
        book.Tell("customer.updated", customer, before);
        return customer.Copy();
    }

    public StripeAnswer Retrieve(StripeCall call) =>
        book.WasDeleted(Kind, call.Id)
            ? StripeBook.DeletedRecord(Kind, call.Id)
            : book.Get(Kind, call.Id).Copy();

    public StripeAnswer Delete(StripeCall call)
    {
        var customer = book.Get(Kind, call.Id);
        book.Tell("customer.deleted", customer);
        return book.Delete(Kind, customer);
    }

    public StripeAnswer List(StripeCall call) =>
        StripePaging.Page(
            book.All(Kind).Equal(call.Params, "email").Within(call.Params, "created", "created"),
            call.Params,
            Kind,
            "/v1/customers"
        );

    public StripeAnswer Search(StripeCall call) =>
        StripeSearch.Run(book.All(Kind), call.Params, book.Now, "/v1/customers/search");

    private static void Change(JsonObject customer, StripeParams sent)
    {
        sent.CopyTo(
            customer,
            "description",
            "email",
            "name",
            "phone",
            "business_name",
            "individual_name"
        );
        if (sent.Has("address"))
        {
            customer["address"] = sent.Section("address") is { } address ? Address(address) : null;
        }

        if (sent.Section("shipping") is { } shipping)
        {
            customer["shipping"] = new JsonObject
            {
                ["address"] = shipping.Section("address") is { } place ? Address(place) : null,
                ["name"] = shipping.Required("name"),
                ["phone"] = shipping.Text("phone"),
            };
        }

        if (sent.Whole("balance") is { } balance)
        {
            customer["balance"] = balance;
        }

        if (sent.Whole("next_invoice_sequence") is { } next)
        {
            customer["next_invoice_sequence"] = next;
        }

        if (sent.OneOf("tax_exempt", "none", "exempt", "reverse") is { } exempt)
        {
            customer["tax_exempt"] = exempt;
        }

        if (sent.Texts("preferred_locales") is { } locales)
        {
            customer["preferred_locales"] = locales.Select(x => (JsonNode)x).ToJson();
        }

        if (sent.Section("invoice_settings") is { } settings)
        {
            settings.CopyTo(customer.Part("invoice_settings"), "default_payment_method", "footer");
        }

        customer.Merge(sent.Metadata());
    }

    private static JsonObject Address(StripeParams sent)
    {
        var address = new JsonObject();
        foreach (var field in AddressFields)
        {
            address[field] = sent.Loose(field) is { Length: > 0 } text ? text : null;
        }

        return address;
    }
}
