using Tieout.Connectors;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>The first day whose work is billed, as hub.yaml says it.</summary>
public sealed class BillFromTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-from-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("kind: files, folder: inbox")]
    [InlineData(
        "kind: certinia, address: https://crm.example, clientId: x, clientSecret: file:key"
    )]
    [InlineData("kind: harvest, account: 1, contact: a@b.example, accessToken: file:key")]
    [InlineData("kind: tryton, server: http://b, database: d, login: l, password: file:key")]
    public async Task A_source_of_work_is_billed_from_the_day_that_is_written(string keys)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "key"),
            "x",
            TestContext.Current.CancellationToken
        );
        var (hub, problems) = Read(keys + ", billFrom: 2026-10-01");

        Assert.Empty(problems);
        Assert.Equal(new LocalDate(2026, 10, 1), Assert.Single(hub!.Systems).BillFrom);
        using var connected = new ConnectedSystems(hub, HubSurroundings.Standard);
        Assert.IsType<BilledFromSource>(Assert.Single(connected.Intake((x, _) => x)));
    }

    [Theory]
    [InlineData("kind: files, folder: inbox, billFrom: yesterday", "'yesterday' is not a date")]
    [InlineData(
        "kind: salesforce, address: https://crm.example, clientId: x, clientSecret: file:key, legalEntity: DE, billFrom: 2026-10-01",
        "systems.a.billFrom: unknown key"
    )]
    public void No_day_and_a_day_of_a_system_without_work_are_told(string keys, string problem) =>
        Assert.Contains(Read(keys).Problems, x => x.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Left_out_all_work_is_billed()
    {
        var (hub, _) = Read("kind: files, folder: inbox");

        using var connected = new ConnectedSystems(hub!, HubSurroundings.Standard);
        Assert.Same(Assert.Single(connected.Sources), Assert.Single(connected.Intake((x, _) => x)));
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(string keys)
    {
        var path = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(path, $"systems:\n  a: {{ {keys} }}\n");
        _ = ConfigurationReader.TryRead(path, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
