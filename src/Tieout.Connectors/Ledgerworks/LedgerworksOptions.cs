using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>A connection to one Ledgerworks tenant.</summary>
public sealed class LedgerworksOptions
{
    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>Root of the tenant's API.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>Sent to <c>POST /token</c>.</summary>
    public required string ClientId { get; init; }

    /// <summary>Resolved from the secret's name by the host; never logged.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Ledgerworks' company code of each legal entity that is invoiced there.</summary>
    public required IReadOnlyDictionary<LegalEntityCode, string> Companies { get; init; }

    /// <summary>
    /// What all references of the hub start with; the feed passes over other documents. Default
    /// empty: every document that has a reference.
    /// </summary>
    public string ReferencePrefix { get; init; } = string.Empty;

    /// <summary>To set up a connection; 1 to 60 seconds. Default 10.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a read; 1 to 300 seconds. Default 30.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a write, after which its outcome is unknown; 1 to 300 s. Default 60.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call may still run there after we gave up. Default 90 seconds.</summary>
    public TimeSpan MaximumServerRunTime { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Documents written at the same time; 1 to 16. Default 4.</summary>
    public int ParallelKeys { get; init; } = 4;

    /// <summary>Records per page; 1 to 100, which is Ledgerworks' limit. Default 100.</summary>
    public int PageSize { get; init; } = 100;
}
