using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>What an administrator sets in AvaTax's pages, and what the world's legislators do.</summary>
internal sealed class AvaTaxRehearsal(AvaTaxBook book, AvaTaxLimits limits)
{
    /// <summary>Nobody proves who it is for these.</summary>
    public const string Root = "/rehearsal";

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "rehearsal/jurisdictions", _ => book.Table.All());
        routes.Add("PUT", "rehearsal/jurisdictions", PutTable);
        routes.Add("POST", "rehearsal/jurisdictions", AddRows);
        routes.Add("PUT", "rehearsal/untaxed", PutUntaxed);
        routes.Add("PUT", "rehearsal/companies/*", PutCompany);
        routes.Add("PUT", "rehearsal/limits", PutLimits);
    }

    private JsonAnswer PutTable(JsonCall call)
    {
        book.Table.Clear();
        return AddRows(call);
    }

    /// <summary>One row or several; a row with the key of another takes its place.</summary>
    private JsonAnswer AddRows(JsonCall call)
    {
        IReadOnlyList<JsonObject> rows = call.Body switch
        {
            JsonArray list => [.. list.OfType<JsonObject>()],
            JsonObject row => [row],
            _ => throw AvaTaxErrors.NoModel(),
        };
        foreach (var row in rows)
        {
            book.Table.Put(row, call.Now);
        }

        return book.Table.All();
    }

    private JsonAnswer PutUntaxed(JsonCall call)
    {
        var rows = call.Body as JsonArray ?? throw AvaTaxErrors.NoModel();
        book.Table.PutUntaxed(rows, call.Now);
        return rows.DeepClone();
    }

    /// <summary>Makes a company, or sets where it has nexus and how it rounds.</summary>
    private JsonAnswer PutCompany(JsonCall call)
    {
        var code = Uri.UnescapeDataString(call.Id);
        var company = book.FindCompany(code) ?? New(code, book.Draw(), call.Now);
        if (call.Sent["nexus"] is JsonArray nexus)
        {
            company["_nexus"] = nexus.DeepClone();
        }

        if (call.Sent.OneOf("roundingLevelId", "Line", "Document") is { } level)
        {
            company["roundingLevelId"] = level;
        }

        book.PutCompany(company, call.Now);
        return company.Copy();
    }

    private JsonAnswer PutLimits(JsonCall call)
    {
        limits.Set(
            (int)(call.Sent.WholeAt("calls") ?? throw AvaTaxErrors.Required("calls")),
            TimeSpan.FromSeconds(call.Sent.WholeAt("seconds") ?? 60)
        );
        return call.Sent.Copy();
    }

    /// <summary>A company with nexus wherever the table has a rate.</summary>
    public static JsonObject New(string code, long id, DateTimeOffset now) =>
        new()
        {
            ["id"] = id,
            ["accountId"] = AvaTaxApi.Account,
            ["sstPid"] = string.Empty,
            ["companyCode"] = code,
            ["name"] = $"Rehearsal {code}",
            ["isDefault"] = code is AvaTaxBook.DefaultCompany,
            ["defaultLocationId"] = 0,
            ["isActive"] = true,
            ["taxpayerIdNumber"] = "123456789",
            ["hasProfile"] = true,
            ["isReportingEntity"] = true,
            ["defaultCountry"] = "US",
            ["baseCurrencyCode"] = "USD",
            ["roundingLevelId"] = "Line",
            ["warningsEnabled"] = false,
            ["isTest"] = true,
            ["taxDependencyLevelId"] = "Document",
            ["inProgress"] = false,
            ["businessIdentificationNo"] = string.Empty,
            ["createdDate"] = AvaTaxBook.Stamp(now),
            ["createdUserId"] = AvaTaxRender.UserId,
            ["modifiedDate"] = AvaTaxBook.Stamp(now),
            ["modifiedUserId"] = AvaTaxRender.UserId,
            ["_nexus"] = new JsonArray("*"),
        };
}
