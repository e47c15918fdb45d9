using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>Replays traffic of a real organisation and compares what answers look like.</summary>
public sealed partial class SalesforceRecordedTests : IAsyncLifetime
{
    private static readonly string[] NotServed = ["/quickActions", "FeedItem", "CaseComment"];

    /// <summary>Objects of which the simulator has fewer members, and says so.</summary>
    private static readonly string[] Open =
    [
        "get-limits.test.json $",
        "get-current-user.test.json $",
        "get-current-user.test.json $.urls",
        "get-record.test.json $",
        "get-record-by-external-id.test.json $",
    ];

    /// <summary>The recorded organisation has one currency, and not our external id.</summary>
    private static readonly string[] Own = [".Hub_Id__c", ".CurrencyIsoCode"];

    /// <summary>Compared by value, where both organisations have a field.</summary>
    private static readonly string[] ComparedOfFields =
    [
        "type",
        "soapType",
        "length",
        "byteLength",
        "precision",
        "scale",
        "digits",
        "nillable",
        "createable",
        "updateable",
        "filterable",
        "groupable",
        "sortable",
        "aggregatable",
        "nameField",
        "relationshipName",
        "referenceTo",
        "calculated",
        "custom",
        "defaultedOnCreate",
        "label",
        "queryByDistance",
        "restrictedPicklist",
        "searchPrefilterable",
        "permissionable",
    ];

    private SalesforceSandbox _org = null!;

    public async ValueTask InitializeAsync() => _org = await SalesforceSandbox.StartAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Fact]
    public async Task Recorded_calls_are_answered_in_the_recorded_shape()
    {
        var exchanges = RecordedExchange
            .ReadAll(VendorData.PathTo("salesforce", "nango-recorded"))
            .Where(x => !NotServed.Any(y => x.Path.Contains(y, StringComparison.Ordinal)))
            .ToList();
        await FillAsync();

        var differences = new List<string>();
        foreach (var exchange in exchanges)
        {
            differences.AddRange(await DifferencesAsync(exchange));
        }

        Assert.InRange(exchanges.Count, 30, 60);
        Assert.Equal(string.Empty, string.Join("\n", differences.Distinct()));
    }

    [Fact]
    public async Task Fields_of_accounts_are_described_as_the_vendor_does()
    {
        var file = VendorData.PathTo("salesforce", "nango-recorded", "describe-sobject.test.json");
        var exchange = RecordedExchange
            .ReadAll(Path.GetDirectoryName(file)!)
            .First(x => file.EndsWith(x.File, StringComparison.Ordinal));
        var recorded = exchange.Answer!["fields"]!
            .AsArray()
            .ToDictionary(x => x!["name"]!.ToString(), x => x!.AsObject());
        var answer = await _org.GetAsync("/sobjects/Account/describe");

        var compared = 0;
        var differences = new List<string>();
        foreach (var field in answer.Body!["fields"]!.AsArray())
        {
            if (!recorded.TryGetValue(field!["name"]!.ToString(), out var other))
            {
                continue;
            }

            compared++;
            differences.AddRange(
                ComparedOfFields
                    .Where(x => !JsonNode.DeepEquals(field[x], other[x]))
                    .Select(x => $"{field["name"]}.{x}: {Text(field[x])} and not {Text(other[x])}")
            );
        }

        Assert.InRange(compared, 30, 70);
        Assert.Equal(string.Empty, string.Join("\n", differences));
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";

    private async Task<IEnumerable<string>> DifferencesAsync(RecordedExchange exchange)
    {
        var path = await OwnPathAsync(exchange.Path);
        var answer = await _org.CallAsync(exchange.Method, path, exchange.Sent?.ToJsonString());
        if ((int)answer.Status != exchange.Status)
        {
            return [$"{exchange.File} {path}: {(int)answer.Status} {Text(answer.Body)}"];
        }

        return exchange.Answer is JsonValue
            ? []
            : JsonShape
                .Differences(answer.Body, exchange.Answer, x => IsOpen($"{exchange.File} {x}"))
                .Where(x => !Own.Any(y => x.Contains(y, StringComparison.Ordinal)))
                .Select(x => $"{exchange.File} {x}");
    }

    private static bool IsOpen(string place) =>
        Open.Contains(place, StringComparer.Ordinal)
        || place.EndsWith("escribe.urls", StringComparison.Ordinal)
        || place.EndsWith("$.urls", StringComparison.Ordinal)
        || place.EndsWith(".body.urls", StringComparison.Ordinal)
        || place.EndsWith("Address", StringComparison.Ordinal);

    /// <summary>The recorded path about records and cursors that there are here.</summary>
    private async Task<string> OwnPathAsync(string path)
    {
        if (path.Contains("/query/0r8", StringComparison.Ordinal))
        {
            var fields = path.Contains("AccountNumber", StringComparison.Ordinal)
                ? "Id, Name, AccountNumber, Industry, Type, BillingCity, BillingState, BillingCountry, Phone, Website, CreatedDate, LastModifiedDate, SystemModstamp"
                : "Id, Name";
            var first = await _org.QueryAsync($"SELECT {fields} FROM Account");
            return first.Body!["nextRecordsUrl"]!.ToString();
        }

        foreach (var id in Ids().Matches(path).Select(x => x.Value).Distinct())
        {
            var kind = id.StartsWith("005", StringComparison.Ordinal) ? "User" : "Account";
            var own = kind is "User"
                ? (await _org.ColumnAsync("SELECT Id FROM User"))[0]
                : await _org.CreateAsync("Account", """{"Name":"Replayed","Industry":"Energy"}""");
            path = path.Replace(id, own, StringComparison.Ordinal);
        }

        return path;
    }

    private async Task FillAsync()
    {
        _ = await _org.CreateAsync("Contact", """{"LastName":"Doe","Email":"doe@example.com"}""");
        _ = await _org.CreateAsync("Case", """{"Subject":"Late"}""");
        _ = await _org.CreateAsync(
            "Opportunity",
            """{"Name":"Deal","StageName":"Prospecting","CloseDate":"2026-05-01","Amount":15000}"""
        );

        for (var i = 0; i < 11; i++)
        {
            var rows = Enumerable.Repeat(
                """{"attributes":{"type":"Account"},"Name":"Contoso","Phone":"1","AnnualRevenue":5,"BillingCity":"Leeds"}""",
                200
            );
            _ = await _org.PostAsync(
                "/composite/sobjects",
                $$"""{"records":[{{string.Join(",", rows)}}]}"""
            );
        }
    }

    [GeneratedRegex("(?<=/|ids=|%2C|,)00[15][0-9A-Za-z]{15}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();
}
