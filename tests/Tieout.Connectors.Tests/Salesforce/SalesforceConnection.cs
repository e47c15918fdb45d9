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
                System = "crm",
                Address = org.Server.BaseAddress,
                ClientId = "tieout",
                Secret = () => secret,
                User = user,
                Names = new SalesforceNames(names ?? []),
                LegalEntity = LegalEntityCode.Parse("DE01"),
                Currency = currency is null ? null : CurrencyCode.Parse(currency),
                Countries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Germany"] = "DE",
                },
                PageSize = pageSize,
            },
            org.Time
        );

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
