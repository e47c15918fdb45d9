using Tieout.Connectors.Rest;
using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>Systems whose manifest is part of the product.</summary>
public sealed class BuiltInSystemTests : IDisposable
{
    private const string Clockify = "kind: clockify, workspace: w1, apiKey: file:key";

    private const string Harvest =
        "kind: harvest, account: 1001, contact: a@b.example, accessToken: file:key";

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-kinds-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Harvest)]
    [InlineData(Clockify)]
    [InlineData("kind: toggl, workspace: 1, zone: Europe/Berlin, apiToken: file:key")]
    [InlineData("kind: kantata, accessToken: file:key")]
    public void A_few_lines_connect_a_system(string keys)
    {
        File.WriteAllText(Path.Combine(_folder, "key"), "x");
        var (hub, problems) = Read(keys);

        Assert.Empty(problems);
        using var connected = new ConnectedSystems(hub!, HubSurroundings.Standard);
        var source = Assert.Single(connected.Sources);
        Assert.Contains("time", source.Feeds.Select(x => x.Name));
        Assert.Empty(connected.All);
    }

    [Fact]
    public void Every_kind_can_be_read()
    {
        Assert.All(BuiltInManifests.Kinds, x => Assert.NotNull(BuiltInManifests.Find(x)));
        Assert.Null(BuiltInManifests.Find("sundial"));
    }

    [Fact]
    public void Clients_are_told_of_only_where_their_country_is_known()
    {
        var plain = Assert.Single(Read(Harvest).Hub!.Systems);
        var more = Assert.Single(Read(Harvest + ", country: DE").Hub!.Systems);

        Assert.DoesNotContain(FactKind.Customer, plain.Tells);
        Assert.Contains(FactKind.Customer, more.Tells);
    }

    [Theory]
    [InlineData("kind: harvest, account: 1, contact: a", "systems.a.accessToken: ")]
    [InlineData(Harvest + ", colour: red", "systems.a.colour: unknown key; known here: ")]
    [InlineData(
        "kind: harvest, account: 1, contact: a, accessToken: hunter2",
        "systems.a.accessToken: a secret is never written"
    )]
    public void What_is_missing_or_too_much_is_told(string keys, string problem)
    {
        var problems = Read(keys).Problems;

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, x => x.Contains("hunter2", StringComparison.Ordinal));
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(string keys)
    {
        var file = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(file, $"systems:\n  a: {{ {keys} }}\n");
        _ = ConfigurationReader.TryRead(file, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
