using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Invoices, which are made in the user interface and only read by the API.</summary>
internal sealed class KantataInvoices(
    KantataBook book,
    KantataFilter filter,
    KantataAnswer answers,
    KantataShapes shapes
)
{
    private static readonly KantataKind Kind = KantataWork.Invoices;

    public void AddRoutes(JsonRoutes routes)
    {
        KantataRoutes.Add(
            routes,
            "GET",
            Kind.Name,
            x => answers.Page(x, Kind, filter.Apply(x, Kind, book.All(Kind)))
        );
        KantataRoutes.Add(
            routes,
            "GET",
            $"{Kind.Name}/*",
            x => answers.Of(x, Kind, book.Get(Kind, x.Id))
        );
        KantataRoutes.Add(routes, "PUT", $"{Kind.Name}/*/cancel", Cancel);
        routes.Add("POST", "rehearsal/invoices", Make);
    }

    /// <summary>Work that is approved and on no other invoice.</summary>
    private JsonAnswer Make(JsonCall call)
    {
        var time = WorkOf(call, KantataWork.TimeEntries, "time_entry_ids");
        var expenses = WorkOf(call, KantataWork.Expenses, "expense_ids");
        List<JsonObject> work = [.. time, .. expenses];
        if (work.Count == 0 || work.Exists(x => x.Has("invoice_id") || !shapes.IsApproved(x)))
        {
            throw KantataRefusals.Invalid("Line items must be approved and not be invoiced");
        }

        var day = call.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var number = book.All(Kind).Count() + 1;
        var workspace = book.Find("workspaces", work[0].TextAt("workspace_id"))!;
        var invoice = new JsonObject
        {
            ["title"] = $"Invoice #{number}",
            ["status"] = "new",
            ["draft"] = false,
            ["currency"] = workspace.TextAt("currency"),
            ["invoice_date"] = day,
            ["due_date"] = day,
            ["payment_schedule"] = 30,
            ["tax_rate"] = 0.0,
            ["balance_in_cents"] = work.Sum(KantataShapes.CentsOf),
            ["message"] = string.Empty,
            ["purchase_order"] = string.Empty,
            ["project_code"] = string.Empty,
            ["user_invoice_number"] = number,
            ["user_invoice_title"] = $"INV-{number}",
            ["user_id"] = KantataApi.Me,
            ["workspace_ids"] = work.Select(x => x.TextAt("workspace_id"))
                .Distinct(StringComparer.Ordinal)
                .Select(x => (JsonNode?)x)
                .ToJsonArray(),
        };
        _ = book.Add(Kind, invoice, call.Now);
        Mark(KantataWork.TimeEntries, time, invoice.TextAt("id"), call.Now);
        Mark(KantataWork.Expenses, expenses, invoice.TextAt("id"), call.Now);
        return answers.Of(call, Kind, invoice);
    }

    private List<JsonObject> WorkOf(JsonCall call, KantataKind kind, string member) =>
        [
            .. (call.Sent[member] as JsonArray ?? []).Select(x =>
                book.Get(kind, x?.ToString() ?? string.Empty)
            ),
        ];

    private void Mark(
        KantataKind kind,
        IEnumerable<JsonObject> work,
        string? invoice,
        DateTimeOffset now
    )
    {
        foreach (var item in work)
        {
            item["invoice_id"] = invoice;
            _ = book.Save(kind, item, now, isTouched: false);
        }
    }

    /// <summary>Its work can be invoiced again.</summary>
    private JsonAnswer Cancel(JsonCall call)
    {
        var invoice = book.Get(Kind, call.Ids[0]);
        if (invoice.TextAt("status") is "cancelled")
        {
            throw KantataRefusals.Invalid("Invoice is already cancelled");
        }

        invoice["status"] = "cancelled";
        invoice["balance_in_cents"] = 0;
        _ = book.Save(Kind, invoice, call.Now);
        foreach (var kind in new[] { KantataWork.TimeEntries, KantataWork.Expenses })
        {
            var work = book.All(kind)
                .Where(x =>
                    string.Equals(
                        x.TextAt("invoice_id"),
                        invoice.TextAt("id"),
                        StringComparison.Ordinal
                    )
                )
                .ToList();
            Mark(kind, work, invoice: null, call.Now);
        }

        return answers.Of(call, Kind, invoice);
    }
}
