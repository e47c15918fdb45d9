namespace Tieout.Connectors.Ledgerworks;

/// <summary>One request.</summary>
/// <param name="Path">Relative to the base address, with its query.</param>
/// <param name="Body">Sent as JSON; every POST and PUT has one.</param>
/// <param name="Version">The version that a change is based on, sent as If-Match.</param>
internal sealed record LedgerworksCall(
    HttpMethod Method,
    string Path,
    object? Body = null,
    long? Version = null
)
{
    /// <summary>A POST that may be repeated, such as a login.</summary>
    public bool ChangesNothing { get; init; }

    public bool IsWrite => Method != HttpMethod.Get && !ChangesNothing;

    /// <summary>For messages: the method and the path without query, which may name persons.</summary>
    public string Name => $"{Method} /{Path.Split('?')[0]}";
}
