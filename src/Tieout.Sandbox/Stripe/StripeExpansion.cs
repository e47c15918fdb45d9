using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Puts records in the place of their ids where the caller asks for it.</summary>
internal sealed class StripeExpansion(StripeBook book)
{
    private const int DepthMax = 4;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["cus"] = "customer",
        ["in"] = "invoice",
        ["ii"] = "invoiceitem",
        ["cn"] = "credit_note",
        ["pi"] = "payment_intent",
        ["pr"] = "payment_record",
        ["price"] = "price",
        ["prod"] = "product",
        ["txr"] = "tax_rate",
        ["cbtxn"] = "customer_balance_transaction",
    };

    /// <summary>Expands paths such as <c>customer</c> or <c>data.customer</c>.</summary>
    /// <param name="shown">As it is sent; changed in place.</param>
    public void Apply(JsonObject shown, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var steps = path.Split('.');
            if (steps.Length > DepthMax)
            {
                throw StripeRefusal.Invalid(
                    $"You cannot expand more than {DepthMax} levels of a property. Property: {path}",
                    "expand"
                );
            }

            Expand(shown, steps, path);
        }
    }

    private void Expand(JsonNode? place, ReadOnlySpan<string> steps, string path)
    {
        if (place is JsonArray list)
        {
            foreach (var item in list.OfType<JsonObject>())
            {
                Expand(item, steps, path);
            }

            return;
        }

        if (steps.Length == 0 || place is not JsonObject record)
        {
            return;
        }

        var name = steps[0];
        if (name is "payments" && record.Is("object", "invoice") && !record.ContainsKey(name))
        {
            record[name] = PaymentsOf(record.Id());
        }

        record[name] = record[name] switch
        {
            JsonValue value when value.TryGetValue<string>(out var id) => Record(id, path),
            null when record.ContainsKey(name) => null,
            null => throw Refused(path),
            JsonArray { Count: > 0 } many when many[0] is JsonValue => many.Select(x =>
                    Record((string)x!, path)
                )
                .ToJson(),
            var inner => inner.DeepClone(),
        };
        Expand(record[name], steps[1..], path);
    }

    private JsonObject Record(string id, string path)
    {
        var prefix = id.Split('_')[0];
        var found = Kinds.TryGetValue(prefix, out var kind) ? book.Find(kind, id) : null;
        if (found is null && kind is not null && book.WasDeleted(kind, id))
        {
            return StripeBook.DeletedRecord(kind, id);
        }

        return found is null ? throw Refused(path) : StripeRender.Shown(found);
    }

    private JsonObject PaymentsOf(string invoice) =>
        new()
        {
            ["object"] = "list",
            ["data"] = book.All("invoice_payment")
                .Where(x => x.Is("invoice", invoice))
                .Select(StripeRender.Shown)
                .ToJson(),
            ["has_more"] = false,
            ["url"] = $"/v1/invoice_payments?invoice={invoice}",
        };

    private static StripeRefusal Refused(string path) =>
        StripeRefusal.Invalid($"This property cannot be expanded ({path}).", "expand");
}
