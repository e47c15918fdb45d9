using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.NetSuite;

/// <summary>A connection to one NetSuite account, SuiteTalk REST.</summary>
public sealed class NetSuiteOptions
{
    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>With a slash at the end: <c>https://1234567.suitetalk.api.netsuite.com/</c>.</summary>
    public required Uri Service { get; init; }

    /// <summary>As the realm is written: <c>1234567</c>, <c>1234567_SB1</c>.</summary>
    public required string Account { get; init; }

    /// <summary>How the hub logs in.</summary>
    public required NetSuiteCredentials Credentials { get; init; }

    /// <summary>The internal id of the subsidiary of each legal entity that is invoiced there.</summary>
    public required IReadOnlyDictionary<LegalEntityCode, string> Companies { get; init; }

    /// <summary>
    /// The internal id of the item that books to each revenue account; the account itself when not
    /// listed.
    /// </summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The internal id of each tax code; equal when not listed.</summary>
    public IReadOnlyDictionary<string, string> Taxes { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The segment of each dimension: <c>department</c>, <c>class</c> or <c>location</c>.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The contract's project is made there before its first document, which names it. Default false.</summary>
    public bool Projects { get; init; }

    /// <summary>
    /// What all references of the hub start with; the feed passes over other documents. Default
    /// empty: every invoice that has an external id.
    /// </summary>
    public string ReferencePrefix { get; init; } = string.Empty;

    /// <summary>To set up a connection; 1 to 60 seconds. Default 10.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a read; 1 to 900 seconds. Default 60.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a write, after which its outcome is unknown; 1 to 900 s. Default 120.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How long a call may still run there after we gave up. Default 15 minutes, when the service
    /// ends it.
    /// </summary>
    public TimeSpan MaximumServerRunTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Changes this much older than the last one read are looked for again. Default 90 minutes:
    /// stamps are in the user's time zone, whose clock may go back an hour.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary>
    /// Calls at a time of all connections of this process to the account together; 1 to 100. Default
    /// 5, which is all that the smallest account has for all of its integrations.
    /// </summary>
    public int ConcurrentCalls { get; init; } = 5;

    /// <summary>Documents written at the same time; 1 to 16. Default 3.</summary>
    public int ParallelKeys { get; init; } = 3;

    /// <summary>Records per page; 1 to 1 000. Default 1 000.</summary>
    public int PageSize { get; init; } = 1000;
}
