using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>What becomes of a transaction that is recorded.</summary>
/// <remarks>
/// A commit of what is committed changes nothing, one of what is void does not find it, and verifying
/// makes a saved document Posted: the documentation says less than that [U].
/// </remarks>
internal sealed class AvaTaxLifeCycle(AvaTaxBook book, AvaTaxTransactions transactions)
{
    public void AddRoutes(JsonRoutes routes)
    {
        Add(routes, "commit", Commit);
        Add(routes, "void", Void);
        Add(routes, "verify", Verify);
        Add(routes, "settle", Settle);
        Add(routes, "changecode", ChangeCode);
        Add(routes, "lock", Lock);
        Add(routes, "uncommit", Uncommit);
        Add(routes, "unvoid", Unvoid);
        Add(routes, "refund", new AvaTaxRefunds(book, transactions).Refund);
    }

    private void Add(
        JsonRoutes routes,
        string action,
        Func<JsonObject, JsonObject, JsonCall, JsonObject> act
    ) =>
        routes.Add(
            "POST",
            $"api/v2/companies/*/transactions/*/{action}",
            call =>
            {
                var held = transactions.Held(call, out var company);
                var done = act(company, held, call);
                return AvaTaxRender.Shown(
                    done,
                    call.Query("$include"),
                    AvaTaxTransactions.Standard
                );
            }
        );

    private JsonObject Commit(JsonObject company, JsonObject held, JsonCall call) =>
        Commit(company, held, AvaTaxTransactions.SentBy(call), call);

    private JsonObject Commit(JsonObject company, JsonObject held, JsonObject sent, JsonCall call)
    {
        RequireLive(company, held);
        if (sent["commit"] is null)
        {
            throw AvaTaxErrors.Required("commit");
        }

        return sent.IsTrue("commit") && held.TextAt("status") is not "Committed"
            ? Set(held, "Committed", call)
            : held;
    }

    private JsonObject Void(JsonObject company, JsonObject held, JsonCall call)
    {
        var code =
            AvaTaxTransactions
                .SentBy(call)
                .OneOf(
                    "code",
                    "Unspecified",
                    "PostFailed",
                    "DocDeleted",
                    "DocVoided",
                    "AdjustmentCancelled"
                )
            ?? throw AvaTaxErrors.Required("code");
        RequireUnlocked(held);
        if (held.TextAt("status") is "Cancelled")
        {
            throw AvaTaxErrors.Cancelled(held.TextAt("code")!);
        }

        switch (code)
        {
            case "DocVoided":
                return Set(held, "Cancelled", call);
            case "DocDeleted" when held.TextAt("status") is not "Committed":
                book.Remove(company, held);
                held["status"] = "Cancelled";
                return held;
            case "DocDeleted":
                throw AvaTaxErrors.Committed();
            default:
                throw AvaTaxErrors.BadRequest(
                    "ValidationException",
                    32,
                    "To void a transaction the code must be set to 'DocVoided'."
                );
        }
    }

    private JsonObject Verify(JsonObject company, JsonObject held, JsonCall call) =>
        Verify(company, held, AvaTaxTransactions.SentBy(call), call);

    private JsonObject Verify(JsonObject company, JsonObject held, JsonObject sent, JsonCall call)
    {
        RequireLive(company, held);
        if (held.TextAt("status") is not ("Saved" or "Posted"))
        {
            throw AvaTaxErrors.BadRequest(
                "InvalidDocumentStatusForVerify",
                1306,
                "Only saved and posted documents are verified."
            );
        }

        if (
            sent.DateAt("verifyTransactionDate") is { } date
            && !date.Written().Equals(held.TextAt("date"), StringComparison.Ordinal)
        )
        {
            throw AvaTaxErrors.Mismatch(
                "DateMismatch",
                1305,
                "date",
                date.Written(),
                held.TextAt("date")!
            );
        }

        RequireEqual(sent, "verifyTotalAmount", held, "totalAmount", "TotalAmountMismatch", 1307);
        RequireEqual(sent, "verifyTotalTax", held, "totalTax", "TotalTaxMismatch", 1308);
        return Set(held, "Posted", call);
    }

    private JsonObject Settle(JsonObject company, JsonObject held, JsonCall call)
    {
        var sent = AvaTaxTransactions.SentBy(call);
        if (sent["changeCode"] is JsonObject change)
        {
            held = ChangeCode(company, held, change, call);
        }

        if (sent["verify"] is JsonObject verify)
        {
            held = Verify(company, held, verify, call);
        }

        return sent["commit"] is JsonObject commit ? Commit(company, held, commit, call) : held;
    }

    private JsonObject ChangeCode(JsonObject company, JsonObject held, JsonCall call) =>
        ChangeCode(company, held, AvaTaxTransactions.SentBy(call), call);

    private JsonObject ChangeCode(
        JsonObject company,
        JsonObject held,
        JsonObject sent,
        JsonCall call
    )
    {
        RequireLive(company, held);
        if (held.TextAt("status") is "Committed")
        {
            throw AvaTaxErrors.BadRequest(
                "TransactionIsCommitted",
                1313,
                "The transaction is committed."
            );
        }

        var code = sent.Text("newCode");
        if (code.Length == 0)
        {
            throw AvaTaxErrors.Required("newCode");
        }

        if (book.Find(company, held.TextAt("type")!, code) is not null)
        {
            throw AvaTaxErrors.Exists();
        }

        book.Rename(company, held, code, call.Now);
        return held;
    }

    /// <summary>As the filing of returns does.</summary>
    private JsonObject Lock(JsonObject company, JsonObject held, JsonCall call)
    {
        if (held.TextAt("status") is not "Committed")
        {
            throw AvaTaxErrors.NotCommitted(held.TextAt("code")!);
        }

        held["locked"] = AvaTaxTransactions.SentBy(call).IsTrue("isLocked");
        book.Save(held, call.Now);
        return held;
    }

    private JsonObject Uncommit(JsonObject company, JsonObject held, JsonCall call)
    {
        RequireUnlocked(held);
        RequireLive(company, held);
        return held.TextAt("status") is "Committed"
            ? Set(held, "Saved", call)
            : throw AvaTaxErrors.NotCommitted(held.TextAt("code")!);
    }

    private JsonObject Unvoid(JsonObject company, JsonObject held, JsonCall call) =>
        held.TextAt("status") is "Cancelled"
            ? Set(held, "Saved", call)
            : throw AvaTaxErrors.BadRequest(
                "TransactionNotCancelled",
                1300,
                "The transaction is not cancelled."
            );

    private JsonObject Set(JsonObject held, string status, JsonCall call)
    {
        held["status"] = status;
        book.Save(held, call.Now);
        return held;
    }

    private static void RequireLive(JsonObject company, JsonObject held)
    {
        if (held.TextAt("status") is "Cancelled")
        {
            throw AvaTaxErrors.NotFound(
                "Document",
                $"{company.TextAt("companyCode")} - {held.TextAt("code")}"
            );
        }
    }

    private static void RequireUnlocked(JsonObject held)
    {
        if (held.IsTrue("locked"))
        {
            throw AvaTaxErrors.Locked(held.TextAt("code")!);
        }
    }

    private static void RequireEqual(
        JsonObject sent,
        string name,
        JsonObject held,
        string field,
        string code,
        int number
    )
    {
        if (sent.NumberAt(name) is { } wanted && wanted != held.NumberAt(field))
        {
            throw AvaTaxErrors.Mismatch(
                code,
                number,
                field,
                wanted.ToString(CultureInfo.InvariantCulture),
                held[field]!.ToString()
            );
        }
    }
}
