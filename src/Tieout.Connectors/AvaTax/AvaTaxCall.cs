namespace Tieout.Connectors.AvaTax;

/// <summary>One request.</summary>
/// <param name="Path">Below <c>api/v2/</c>, with its query.</param>
/// <param name="Body">Sent as JSON; every POST has one.</param>
internal sealed record AvaTaxCall(HttpMethod Method, string Path, object? Body = null)
{
    public bool IsWrite => Method != HttpMethod.Get;

    /// <summary>For messages: the method and the path without query.</summary>
    public string Name => $"{Method} /api/v2/{Path.Split('?')[0]}";
}
