using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>The connector on a simulated organisation.</summary>
internal static class SalesforceConnection
{
    public static SalesforceSource Open(
        SalesforceSandbox org,
        string secret = "rehearsal",
        int pageSize = 4,
        string? user = null,
        string? currency = null,
        Dictionary<string, string>? names = null
    ) =>
        new(
            new SalesforceOptions
            {
                Access = Access(org, secret, pageSize, user, currency),
                Names = new SalesforceNames(SalesforceOptions.DefaultNames, names ?? []),
                LegalEntity = LegalEntityCode.Parse("DE01"),
                Countries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Germany"] = "DE",
                },
            },
            org.Time
        );

    /// <summary>The way in, whatever is read.</summary>
    public static SalesforceAccess Access(
        SalesforceSandbox org,
        string secret = "rehearsal",
        int pageSize = 4,
        string? user = null,
        string? currency = null
    ) =>
        new()
        {
            System = "crm",
            Address = org.Server.BaseAddress,
            ClientId = "tieout",
            Secret = () => secret,
            User = user,
            Currency = currency is null ? null : CurrencyCode.Parse(currency),
            PageSize = pageSize,
        };

    /// <summary>Reads a feed to its end.</summary>
    public static async Task<List<Page>> ReadAsync(
        ISource source,
        string feed,
        Cursor? after = null
    )
    {
        var pages = new List<Page>();
        await foreach (
            var page in source.ReadAsync(
                source.Feeds.Single(x => x.Name == feed),
                after ?? Cursor.Start,
                TestContext.Current.CancellationToken
            )
        )
        {
            pages.Add(page);
        }

        return pages;
    }

    public static T[] Facts<T>(IEnumerable<Page> pages)
        where T : CanonicalFact => [.. pages.SelectMany(x => x.Records).Select(x => (T)x.Fact)];
}
