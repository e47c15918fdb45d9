using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Salesforce;

/// <summary>How an organisation is reached and polled, whatever is read there.</summary>
public sealed class SalesforceAccess
{
    /// <summary>The connection's name in the configuration; every message names it.</summary>
    public required string System { get; init; }

    /// <summary>The organisation's My Domain: <c>https://acme.my.salesforce.com/</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Consumer key of the connected app.</summary>
    public required string ClientId { get; init; }

    /// <summary>
    /// The app's secret, or with <see cref="User"/> the private key that signs for the user, as PEM. Asked
    /// for at each log-in and never kept.
    /// </summary>
    public required Func<string> Secret { get; init; }

    /// <summary>
    /// User name that the app acts for by signed assertion. Default none: the app logs in with its
    /// secret and acts for its run-as user.
    /// </summary>
    public string? User { get; init; }

    /// <summary>Whom assertions are for. Default: production.</summary>
    public string Audience { get; init; } = "https://login.salesforce.com";

    /// <summary>Version of the REST API. Default 60.0.</summary>
    public string ApiVersion { get; init; } = "60.0";

    /// <summary>
    /// Of all records, where the organisation has one currency. Default none: each record's
    /// CurrencyIsoCode.
    /// </summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>
    /// How far back each poll looks again, because a record is stamped before its transaction commits:
    /// 1 minute to 24 hours. Default 10 minutes.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Records read at once: 1 to 2,000. Default 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>A call is given up after this: 1 second to 10 minutes. Default 60 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
