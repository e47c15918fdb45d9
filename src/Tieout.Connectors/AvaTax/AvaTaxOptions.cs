using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.AvaTax;

/// <summary>A connection to one AvaTax account, and whose tax it is right about.</summary>
public sealed class AvaTaxOptions
{
    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>Root of the API. Default that of production.</summary>
    public Uri BaseAddress { get; init; } = new("https://rest.avatax.com/");

    /// <summary>The account's number, or a user's name.</summary>
    public required string AccountId { get; init; }

    /// <summary>The license key, resolved from its name by the host; never logged.</summary>
    public required string LicenseKey { get; init; }

    /// <summary>The company there of each legal entity whose tax it owns.</summary>
    public required IReadOnlyDictionary<LegalEntityCode, AvaTaxCompany> Companies { get; init; }

    /// <summary>AvaTax's tax code for each of the hub's.</summary>
    public required IReadOnlyDictionary<string, string> TaxCodes { get; init; }

    /// <summary>To set up a connection; 1 to 60 seconds. Default 10.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a read; 1 to 300 seconds. Default 30.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a write, after which its outcome is unknown; 1 to 300 s. Default 60.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
