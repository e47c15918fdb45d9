namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Maps of targets against the codes that contracts, accounts and documents have.</summary>
public sealed class MapCoverageTests : IAsyncLifetime
{
    private HubBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await HubBench.StartWithOctoberAsync();

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task The_check_says_which_codes_in_use_no_map_lists_and_what_becomes_of_them()
    {
        await _bench.RunOnceAsync();
        Configure("""companies: { DE: "1" }""", "taxes: { S19: V19 }");

        var (code, output, _) = await _bench.TieoutAsync("check", "hub.yaml");

        Assert.NotEqual(0, code);
        Assert.Contains(
            "FAIL companies of books: 1 of 1 legal entities in use are not mapped, what has them is not "
                + "delivered: UK",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "note taxes of books: 1 of 1 tax codes in use are not mapped, they go there as they are: S20",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ok   companies of ledger: 1 of 1 legal entities in use are mapped",
            output,
            StringComparison.Ordinal
        );

        Configure("""companies: { UK: "1" }""", "taxes: { S20: V20 }");
        (_, output, _) = await _bench.TieoutAsync("check", "hub.yaml");
        Assert.Contains(
            "ok   taxes of books: 1 of 1 tax codes in use are mapped",
            output,
            StringComparison.Ordinal
        );
    }

    /// <summary>The British books are kept by another system from now on.</summary>
    private void Configure(string companies, string taxes) =>
        File.WriteAllText(
            _bench.ConfigFile,
            $$"""
            store: { sqlite: .tieout/hub.db }
            systems:
              chronos: { kind: files, folder: inbox, settle: 0s }
              ledger:
                kind: ledgerworks
                address: {{_bench.Ledger.BaseAddress}}
                clientId: tieout
                clientSecret: file:secret
                companies: { DE: DE }
              books:
                kind: legacy-erp
                format: oracle
                folder: erp
                {{companies}}
                {{taxes}}
            routes: { UK: books, DE: ledger }
            """
        );
}
