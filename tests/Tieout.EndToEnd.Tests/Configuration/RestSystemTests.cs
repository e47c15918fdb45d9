using Tieout.Host.Configuration;
using Tieout.Host.Hosting;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>A system of kind rest: the manifest's own problems, and what it leaves open.</summary>
public sealed class RestSystemTests : IDisposable
{
    private const string Manifest = """
        manifest: 1
        system: Acme
        settings: { workspace: "?", zone: UTC }
        secrets: { key: "?" }
        auth: { kind: bearer, secret: key }
        resources:
          people: { feed: resources, path: "{settings.workspace}/people", fields: { code: code, name: name } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-rest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_complete_system_is_connected_as_its_manifest_says()
    {
        File.WriteAllText(Path.Combine(_folder, "key"), "x");
        var (hub, problems) = Read(
            "address: https://acme.example, settings: { workspace: w }, secrets: { key: file:key }"
        );

        Assert.Empty(problems);
        using var connected = new ConnectedSystems(hub!, HubSurroundings.Standard);
        Assert.Equal(["people"], Assert.Single(connected.Sources).Feeds.Select(x => x.Name));
        Assert.Empty(connected.All);
    }

    [Theory]
    [InlineData("zone: UTC", "systems.a.zone: unknown key; known here: ")]
    [InlineData(
        "address: https://acme.example, secrets: { key: file:key }",
        "systems.a.manifest: leaves settings.workspace open; say it here."
    )]
    [InlineData(
        "settings: { workspace: w }, secrets: { key: file:key }",
        "systems.a.manifest: leaves address open; say it here."
    )]
    [InlineData(
        "settings: { wrkspace: w }",
        "systems.a.settings.wrkspace: is not one of the manifest's."
    )]
    [InlineData("secrets: { key: hunter2 }", "systems.a.secrets.key: a secret is never written")]
    public void What_is_missing_or_too_much_is_told(string keys, string problem)
    {
        var (_, problems) = Read(keys);

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, x => x.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_problem_of_the_manifest_is_told_with_its_place_there()
    {
        var (_, problems) = Read(
            "address: https://acme.example",
            Manifest.Replace("bearer", "berer")
        );

        Assert.Contains(
            "systems.a.manifest: acme.yaml:5:15: auth.kind: 'berer' is not one of",
            Assert.Single(problems),
            StringComparison.Ordinal
        );
    }

    private (HubConfiguration?, IReadOnlyList<string>) Read(string keys, string manifest = Manifest)
    {
        File.WriteAllText(Path.Combine(_folder, "acme.yaml"), manifest);
        var file = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(file, $"systems:\n  a: {{ kind: rest, manifest: acme.yaml, {keys} }}\n");
        _ = ConfigurationReader.TryRead(file, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
