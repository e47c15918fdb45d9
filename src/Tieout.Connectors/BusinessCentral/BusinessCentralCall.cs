namespace Tieout.Connectors.BusinessCentral;

/// <summary>One request.</summary>
/// <param name="Path">Relative to the service, with its query; or the address of a next page.</param>
/// <param name="Body">Sent as JSON; every POST and PATCH has one.</param>
/// <param name="Version">The version that a change is based on, sent as If-Match.</param>
internal sealed record BusinessCentralCall(
    HttpMethod Method,
    string Path,
    object? Body = null,
    string? Version = null
)
{
    public bool IsWrite => Method != HttpMethod.Get;

    /// <summary>For messages: the method and the path without query, which may name persons.</summary>
    public string Name => $"{Method} {Path.Split('?')[0]}";
}
