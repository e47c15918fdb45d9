namespace Tieout.Connectors.Tests.Rest;

/// <summary>What a test server was asked.</summary>
internal sealed record TestRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    public string? Of(string parameter) => Query.GetValueOrDefault(parameter);
}
