using Tieout.Connectors.Files;
using static Tieout.Connectors.Tests.Files.InboxFolder;

namespace Tieout.Connectors.Tests.Files;

/// <summary>What a rejected row says about which fact it would have been.</summary>
public sealed class RejectedIdentityTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The broken column is one that says nothing of which fact it is.</summary>
    [Theory]
    [InlineData("legal-entities", "currency")]
    [InlineData("customers", "country")]
    [InlineData("resources", "active")]
    [InlineData("tax-rules", "rate")]
    [InlineData("account-mappings", "account")]
    [InlineData("projects", "name")]
    [InlineData("assignments", "from")]
    [InlineData("rate-cards", "level")]
    [InlineData("time", "status")]
    [InlineData("expenses", "amount")]
    [InlineData("milestones", "due")]
    [InlineData("deliveries", "quantity")]
    [InlineData("exchange-rates", "rate")]
    [InlineData("transfer-prices", "hourly_price")]
    [InlineData("cost-rates", "currency")]
    [InlineData("payments", "currency")]
    [InlineData("voids", "date")]
    public async Task A_rejected_row_names_the_fact_that_its_correction_will_be(
        string feed,
        string column
    )
    {
        var (header, example) = FilesReference.ExampleOf(feed);
        var names = header.ToList();
        var broken = example
            .Select((x, i) => names[i] == column ? (column == "active" ? "?" : "") : x)
            .ToList();
        Assert.NotEqual(example, broken);
        _folder.Drop($"{feed}-1.csv", string.Join(',', names) + "\n" + string.Join(',', broken));
        _folder.Drop($"{feed}-2.csv", string.Join(',', names) + "\n" + string.Join(',', example));

        var (facts, rejected) = await _folder.TakeAsync(feed);

        Assert.Equal(Assert.Single(facts).Identity, Assert.Single(rejected).Identity);
    }

    [Theory]
    [InlineData("time", "id")]
    [InlineData("account-mappings", "role")]
    [InlineData("tax-rules", "from")]
    [InlineData("exchange-rates", "date")]
    [InlineData("transfer-prices", "from")]
    [InlineData("cost-rates", "role")]
    public async Task A_row_whose_own_id_cannot_be_read_names_nothing(string feed, string column)
    {
        var (header, example) = FilesReference.ExampleOf(feed);
        var names = header.ToList();
        var broken = example.Select((x, i) => names[i] == column ? "\"\u0001\"" : x);
        _folder.Drop($"{feed}.csv", string.Join(',', names) + "\n" + string.Join(',', broken));

        var (_, rejected) = await _folder.TakeAsync(feed);

        Assert.Null(Assert.Single(rejected).Identity);
    }

    [Fact]
    public async Task Every_bad_row_of_a_contract_names_the_contract()
    {
        const string lines = "contract,line,kind,rate\nK-1,1,time-and-materials,\nK-1,2,odd,\n";
        _folder.Drop(
            "contracts-1.csv",
            "contract,customer,legal_entity,currency,start,signed\nK-1,C-1,UK,EURO,2026-01-01,true\n"
        );
        _folder.Drop("contract-lines-1.csv", lines);

        var (facts, rejected) = await _folder.TakeAsync("contracts");

        Assert.Empty(facts);
        var rows = rejected.Where(x => x.Code is not "files.unknown-column").ToList();
        Assert.Equal(
            ["contract-lines-1.csv:3", "contracts-1.csv:2"],
            rows.Select(x => x.Origin.Place).Order(StringComparer.Ordinal)
        );
        Assert.All(rows, x => Assert.Equal("contract/K-1", x.Identity));
    }

    [Fact]
    public async Task A_file_is_begun_once_and_again_when_it_comes_back()
    {
        _folder.Drop("time.csv", Header + string.Concat(Enumerable.Range(1, 9).Select(Number)));
        var first = await _folder.ReadAsync();
        Assert.Equal(
            [
                ["time.csv"],
                [],
                [],
            ],
            first.Select(x => x.Begun)
        );
        await _folder.AcknowledgeAsync(first[^1].Next);
        var resumed = await _folder.ReadAsync(after: first[0].Next);
        Assert.All(resumed, page => Assert.Empty(page.Begun));

        _folder.Drop("time.csv", Header + Row("10"));
        var again = await _folder.ReadAsync(after: first[^1].Next);

        Assert.Equal(
            [
                ["time.csv"],
            ],
            again.Select(x => x.Begun)
        );
    }

    private static string Number(int id) =>
        Row(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
