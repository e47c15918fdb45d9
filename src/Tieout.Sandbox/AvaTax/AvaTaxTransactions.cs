using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Makes, replaces and tells transactions.</summary>
/// <remarks>
/// Whether a document that is replaced before it is committed keeps its id, and which version the
/// successor of a void one has, is not documented: each gets a new id and the next version [U].
/// </remarks>
internal sealed class AvaTaxTransactions(AvaTaxBook book)
{
    /// <summary>What creating answers with where nothing was asked for.</summary>
    public const string Standard = "Summary,Addresses";

    private const int CodeLengthMax = 50;

    private readonly AvaTaxRender _render = new(book);

    public void AddRoutes(JsonRoutes routes)
    {
        const string below = "api/v2/companies/*/transactions/*";
        routes.Add("POST", "api/v2/transactions/create", Create);
        routes.Add("POST", "api/v2/transactions/createoradjust", CreateOrAdjust);
        routes.Add("GET", "api/v2/transactions/*", TellById);
        routes.Add("GET", below, x => Tell(x, TypeOf(x)));
        routes.Add("GET", $"{below}/types/*", x => Tell(x, TypeNamed(x.Ids[2])));
        routes.Add("POST", $"{below}/adjust", Adjust);
    }

    /// <summary>The type that a call names; none when it does not.</summary>
    public static string? TypeOf(JsonCall call) =>
        call.Query("documentType") is { } type ? TypeNamed(type) : null;

    /// <summary>A code as it stands in an address: a slash cannot.</summary>
    public static string CodeOf(JsonCall call) =>
        Uri.UnescapeDataString(call.Ids[1])
            .Replace("_-ava2f-_", "/", StringComparison.Ordinal)
            .Replace("_-ava2b-_", "+", StringComparison.Ordinal)
            .Replace("_-ava3f-_", "?", StringComparison.Ordinal)
            .Replace("_-ava25-_", "%", StringComparison.Ordinal)
            .Replace("_-ava23-_", "#", StringComparison.Ordinal);

    public static JsonObject SentBy(JsonCall call) =>
        AvaTaxJson.Named(call.Body) as JsonObject ?? throw AvaTaxErrors.NoModel();

    /// <summary>The document that a call is about.</summary>
    public JsonObject Held(JsonCall call, out JsonObject company)
    {
        company = book.Company(Uri.UnescapeDataString(call.Ids[0]));
        return book.Get(company, CodeOf(call), TypeOf(call));
    }

    /// <summary>Puts a new version of a document in the place of the one before.</summary>
    public JsonObject Replace(
        JsonObject sent,
        AvaTaxHead head,
        JsonObject? before,
        DateTimeOffset now
    )
    {
        var lines = new AvaTaxCalculation(book.Table, head.Company).Compute(sent);
        var made = _render.Transaction(sent, lines, head, now);
        if (!head.IsRecorded)
        {
            return made;
        }

        if (before?.TextAt("status") is "Committed")
        {
            before["status"] = "Adjusted";
            book.Save(before, now);
        }
        else if (before is not null && before.TextAt("status") is not "Cancelled")
        {
            book.Remove(head.Company, before);
        }

        book.Add(head.Company, made, now);
        return made;
    }

    private static string TypeNamed(string type) =>
        new JsonObject { ["documentType"] = type }.OneOf("documentType", AvaTaxTypes.All)!;

    private JsonAnswer Create(JsonCall call)
    {
        var sent = SentBy(call);
        var head = Read(sent, out var before);
        if (before is not null)
        {
            RequireUnlocked(before);
            if (before.TextAt("status") is "Committed")
            {
                throw AvaTaxErrors.Committed();
            }

            head = head with { Version = Next(before) };
        }

        return Answer(201, Replace(sent, head, before, call.Now), call);
    }

    private JsonAnswer CreateOrAdjust(JsonCall call)
    {
        var body = SentBy(call);
        var sent =
            body["createTransactionModel"] as JsonObject
            ?? throw AvaTaxErrors.Required("createTransactionModel");
        var head = Read(sent, out var before);
        if (before is not null)
        {
            RequireUnlocked(before);
            head = Adjusted(head, body, before);
        }

        return Answer(201, Replace(sent, head, before, call.Now), call);
    }

    private JsonAnswer Adjust(JsonCall call)
    {
        var before = Held(call, out var company);
        var body = SentBy(call);
        var sent =
            body["newTransaction"] as JsonObject ?? throw AvaTaxErrors.Required("newTransaction");
        RequireUnlocked(before);
        if (before.TextAt("status") is "Cancelled")
        {
            throw AvaTaxErrors.NotFound(
                "Document",
                $"{company.TextAt("companyCode")} - {before.TextAt("code")}"
            );
        }

        sent["code"] = before.TextAt("code");
        sent["companyCode"] = company.TextAt("companyCode");
        var type = sent.OneOf("type", AvaTaxTypes.All) ?? before.TextAt("type")!;
        if (!type.Equals(before.TextAt("type"), StringComparison.Ordinal))
        {
            throw AvaTaxErrors.OtherType();
        }

        sent["type"] = type;
        var head = Adjusted(Read(sent, out _), body, before);
        return Answer(200, Replace(sent, head, before, call.Now), call);
    }

    private static AvaTaxHead Adjusted(AvaTaxHead head, JsonObject body, JsonObject before) =>
        head with
        {
            Version = Next(before),
            AdjustmentReason = before.TextAt("status") is "Cancelled"
                ? "NotAdjusted"
                : body.OneOf("adjustmentReason", AvaTaxTypes.AdjustmentReasons) ?? "Other",
            AdjustmentDescription = body.Text("adjustmentDescription"),
        };

    private AvaTaxHead Read(JsonObject sent, out JsonObject? before)
    {
        var company = book.Company(sent.TextAt("companyCode"));
        var type = sent.OneOf("type", AvaTaxTypes.All) ?? AvaTaxTypes.Estimate;
        _ = sent.DateAt("date") ?? throw AvaTaxErrors.Required("date");
        if (sent.Text("customerCode").Length == 0)
        {
            throw AvaTaxErrors.Required("customerCode");
        }

        var code = sent.Text("code") is { Length: > 0 } told ? told : book.DrawCode();
        if (code.Length > CodeLengthMax)
        {
            throw AvaTaxErrors.TooLong("code", CodeLengthMax);
        }

        var isEstimate = AvaTaxTypes.IsEstimate(type);
        before = isEstimate ? null : book.Find(company, type, code);
        var status =
            isEstimate ? "Temporary"
            : sent.IsTrue("commit") ? "Committed"
            : "Saved";
        return new AvaTaxHead(company, code, type, status, 1, "NotAdjusted", string.Empty);
    }

    private static int Next(JsonObject before) => (int)before.WholeAt("version")!.Value + 1;

    private static void RequireUnlocked(JsonObject transaction)
    {
        if (transaction.IsTrue("locked"))
        {
            throw AvaTaxErrors.Locked(transaction.TextAt("code")!);
        }
    }

    private JsonAnswer Tell(JsonCall call, string? type)
    {
        var company = book.Company(Uri.UnescapeDataString(call.Ids[0]));
        var found = book.Get(company, CodeOf(call), type);
        return AvaTaxRender.Shown(found, call.Query("$include"), string.Empty);
    }

    private JsonAnswer TellById(JsonCall call) =>
        AvaTaxRender.Shown(
            book.FindById(call.Id) ?? throw AvaTaxErrors.NotFound("Document", call.Id),
            call.Query("$include"),
            string.Empty
        );

    private static JsonAnswer Answer(int status, JsonObject transaction, JsonCall call) =>
        new(status, AvaTaxRender.Shown(transaction, call.Query("$include"), Standard));
}
