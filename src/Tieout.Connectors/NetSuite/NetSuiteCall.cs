using System.Text.Json.Nodes;

namespace Tieout.Connectors.NetSuite;

/// <summary>One request.</summary>
/// <param name="Path">Relative to the service, with its query.</param>
/// <param name="Key">A write that is sent again with it is not carried out twice.</param>
internal sealed record NetSuiteCall(
    HttpMethod Method,
    string Path,
    JsonObject? Body = null,
    Guid? Key = null
)
{
    public const string Records = "services/rest/record/v1/";

    public const string Query = "services/rest/query/v1/suiteql";

    public bool IsQuery => Path.StartsWith(Query, StringComparison.Ordinal);

    /// <summary>A query is a POST that changes nothing.</summary>
    public bool IsWrite => Method != HttpMethod.Get && !IsQuery;

    /// <summary>For messages: the method and the path without query.</summary>
    public string Name => $"{Method} {Path.Split('?')[0]}";
}
