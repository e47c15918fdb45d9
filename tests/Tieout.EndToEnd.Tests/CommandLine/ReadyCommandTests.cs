using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>A slip in a filter is no clean month.</summary>
public sealed class ReadyCommandTests
{
    [Fact]
    public async Task A_contract_or_a_legal_entity_that_nothing_is_known_of_is_refused()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords]);
        _ = await bench.RunOnceAsync();

        var (known, output, _) = await bench.TieoutAsync("ready", "--entity", "UK");
        var (entity, _, ofEntity) = await bench.TieoutAsync("ready", "--entity", "NOPE");
        var (contract, _, ofContract) = await bench.TieoutAsync("ready", "--engagement", "NOPE");

        Assert.Equal((0, 2, 2), (known, entity, contract));
        Assert.Contains("No unbilled work.", output, StringComparison.Ordinal);
        Assert.Contains("a legal entity 'NOPE'", ofEntity, StringComparison.Ordinal);
        Assert.Contains("a contract 'NOPE'", ofContract, StringComparison.Ordinal);
    }
}
