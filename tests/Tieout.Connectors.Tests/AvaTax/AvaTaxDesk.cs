using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>A simulated AvaTax account of a test's own, and documents to send to it.</summary>
internal static class AvaTaxDesk
{
    public const string Account = "2000001234";
    public const string LicenseKey = "rehearsal";

    public const string Irvine =
        """{"line1":"123 Main Street","city":"Irvine","region":"CA","postalCode":"92615","country":"US"}""";

    public const string Seattle =
        """{"line1":"1100 2nd Ave","city":"Seattle","region":"WA","postalCode":"98101","country":"US"}""";

    public const string Paris = """{"city":"Paris","postalCode":"75001","country":"FR"}""";
    public const string Berlin = """{"city":"Berlin","postalCode":"10115","country":"DE"}""";

    public static string Proof(string name, string password) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))}";

    /// <summary>Starts one on 16 March 2026; calls prove who asks.</summary>
    public static Task<TrackerSandbox> StartAsync(int seed = 1) =>
        TrackerSandbox.StartAsync("avatax", [("Authorization", Proof(Account, LicenseKey))], seed);

    /// <summary>A document of goods, a line for each amount.</summary>
    /// <param name="more">Further members, as JSON without braces.</param>
    public static string Document(
        string code,
        string place,
        string more = "",
        params decimal[] amounts
    )
    {
        var lines = amounts.Select(
            (x, i) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"number":"{{i + 1}}","quantity":1,"amount":{{x}},"taxCode":"P0000000"}"""
                )
        );
        return Document(
            code,
            place,
            $"{more}{(more.Length > 0 ? "," : "")}\"type\":\"SalesInvoice\"",
            $"[{string.Join(',', lines)}]"
        );
    }

    /// <summary>A document with lines as they are given.</summary>
    public static string Document(string code, string place, string more, string lines) =>
        $$"""
            {"code":"{{code}}","companyCode":"DEFAULT","date":"2026-03-10","customerCode":"C-1",
             "currencyCode":"USD","addresses":{"singleLocation":{{place}}},
             {{more}},"lines":{{lines}}}
            """;

    /// <summary>Creates what must be created, with all of its parts.</summary>
    public static async Task<JsonNode> CreateAsync(this TrackerSandbox avatax, string document) =>
        await avatax.DoAsync(
            "POST",
            "api/v2/transactions/create?$include=Lines,Details,Summary,Addresses",
            document
        );

    /// <summary>Creates or adjusts, by which a document is never there twice.</summary>
    public static Task<TrackerReply> UpsertAsync(this TrackerSandbox avatax, string document) =>
        avatax.SendAsync(
            HttpMethod.Post,
            "api/v2/transactions/createoradjust",
            $$"""{"adjustmentReason":"PriceAdjusted","createTransactionModel":{{document}}}"""
        );

    public static Task<TrackerReply> ActAsync(
        this TrackerSandbox avatax,
        string code,
        string action,
        string body = "{}"
    ) =>
        avatax.SendAsync(
            HttpMethod.Post,
            $"api/v2/companies/DEFAULT/transactions/{code}/{action}",
            body
        );

    public static Task<TrackerReply> FindAsync(this TrackerSandbox avatax, string code) =>
        avatax.GetAsync($"api/v2/companies/DEFAULT/transactions/{code}");

    /// <summary>Code and number of the error that something was answered with.</summary>
    public static string? Error(this TrackerReply reply) =>
        reply.Body?["error"] is { } error
            ? $"{reply.Status} {error["code"]} {error["details"]![0]!["number"]}"
            : null;

    public static decimal Amount(this JsonNode? node) => (decimal)node!;
}
