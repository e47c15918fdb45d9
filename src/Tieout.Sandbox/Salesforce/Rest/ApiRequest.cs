using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>A call below <c>/services/data/v60.0</c>, by itself or within another.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Version">Of the API.</param>
/// <param name="Segments">Of the path after the version, decoded.</param>
/// <param name="Query">Decoded; the last of a name counts.</param>
/// <param name="Headers">By name in any case; none when it was not sent.</param>
/// <param name="Body">JSON; none when it was not sent.</param>
internal sealed record ApiRequest(
    string Method,
    decimal Version,
    IReadOnlyList<string> Segments,
    IReadOnlyDictionary<string, string> Query,
    Func<string, string?> Headers,
    JsonNode? Body
)
{
    private const string Root = "/services/data/v";

    /// <summary>What every address of this version begins with.</summary>
    public string Base => Root + Version.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Reads an address with its query.</summary>
    /// <param name="target">From the root, encoded: <c>/services/data/v60.0/query?q=…</c>.</param>
    /// <returns>None when it is not below a version.</returns>
    public static ApiRequest? Parse(
        string method,
        string target,
        Func<string, string?> headers,
        JsonNode? body
    )
    {
        var parts = target.Split('?', 2);
        if (!parts[0].StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var segments = parts[0][Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (
            segments.Length == 0
            || !decimal.TryParse(segments[0], CultureInfo.InvariantCulture, out var version)
        )
        {
            return null;
        }

        var query = QueryHelpers
            .ParseQuery(parts.ElementAtOrDefault(1))
            .ToDictionary(x => x.Key, x => x.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new ApiRequest(
            query.GetValueOrDefault("_HttpMethod") ?? method,
            version,
            [.. segments.Skip(1).Select(Uri.UnescapeDataString)],
            query,
            headers,
            body
        );
    }

    /// <summary>The body, which has to be an object.</summary>
    /// <exception cref="SalesforceException">It is not.</exception>
    public JsonObject Object() =>
        Body as JsonObject
        ?? throw new SalesforceException(
            400,
            "JSON_PARSER_ERROR",
            "The HTTP entity body is required, but this request has no entity body."
        );

    /// <summary>Where a record is.</summary>
    public string UrlOf(string kind, string id) => $"{Base}/sobjects/{kind}/{id}";
}
