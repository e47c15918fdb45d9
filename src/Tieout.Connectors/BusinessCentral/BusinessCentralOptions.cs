using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A connection to one environment of Dynamics 365 Business Central, API v2.0.</summary>
public sealed class BusinessCentralOptions
{
    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>Root of the API, with a slash at the end: <c>…/v2.0/{tenant}/{environment}/api/v2.0/</c>.</summary>
    public required Uri Service { get; init; }

    /// <summary>Where tokens are given out: <c>…/{tenant}/oauth2/v2.0/token</c>.</summary>
    public required Uri TokenAddress { get; init; }

    /// <summary>The registered application.</summary>
    public required string ClientId { get; init; }

    /// <summary>Resolved from the secret's name by the host; never logged.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What the token is for. Default that of the vendor's cloud.</summary>
    public string Scope { get; init; } = "https://api.businesscentral.dynamics.com/.default";

    /// <summary>The company's name of each legal entity that is invoiced there.</summary>
    public required IReadOnlyDictionary<LegalEntityCode, string> Companies { get; init; }

    /// <summary>The tax group or VAT product posting group of each tax code; equal when not listed.</summary>
    public IReadOnlyDictionary<string, string> Taxes { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The code of each dimension; its name in capitals when not listed.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// What all references of the hub start with; the feed passes over other documents. Default
    /// empty: every document that has an external number.
    /// </summary>
    public string ReferencePrefix { get; init; } = string.Empty;

    /// <summary>The contract's project is made there before its first document. Default false.</summary>
    public bool Projects { get; init; }

    /// <summary>To set up a connection; 1 to 60 seconds. Default 10.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a read; 1 to 600 seconds. Default 60.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a write, after which its outcome is unknown; 1 to 600 s. Default 120.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How long a call may still run there after we gave up. Default 10 minutes: the service ends
    /// operations after 8, its gateway after 10.
    /// </summary>
    public TimeSpan MaximumServerRunTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Changes this much older than the last one read are looked for again. Default 10 minutes.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Documents written at the same time; 1 to 5, which is what one user may. Default 3.</summary>
    public int ParallelKeys { get; init; } = 3;

    /// <summary>Records per page; 1 to 20 000. Default 500.</summary>
    public int PageSize { get; init; } = 500;
}
