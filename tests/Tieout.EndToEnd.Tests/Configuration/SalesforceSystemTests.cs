using Tieout.Host.Configuration;
using Tieout.Host.Hosting;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>A system of kind salesforce: its two ways in, and its names.</summary>
public sealed class SalesforceSystemTests : IDisposable
{
    private const string Complete =
        "address: https://acme.example, clientId: c, legalEntity: DE01, clientSecret: file:key";

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-crm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_complete_system_is_connected_with_its_defaults()
    {
        File.WriteAllText(Path.Combine(_folder, "key"), "x");
        var (hub, problems) = Read(Complete);

        Assert.Empty(problems);
        using var connected = new ConnectedSystems(hub!, HubSurroundings.Standard);
        var source = Assert.Single(connected.Sources);
        Assert.Equal(
            ["customers", "opportunities", "contracts", "sows"],
            source.Feeds.Select(x => x.Name)
        );
        Assert.All(source.Feeds, x => Assert.True(x.IsMasterData));
        Assert.Empty(connected.All);
    }

    [Fact]
    public void Names_models_and_statuses_are_the_organisations()
    {
        var (hub, problems) = Read(
            Complete
                + ", currency: EUR, signedStatuses: 'Won, Live', billingModels: { Flat: milestones }"
                + ", names: { contract: none, sow: Deal__c }"
        );

        Assert.Empty(problems);
        var options = Assert
            .IsType<SystemSettings.SalesforceOrg>(Assert.Single(hub!.Systems))
            .Options;
        Assert.Equal("EUR", options.Access.Currency.ToString());
        Assert.Equal(["Won", "Live"], options.SignedStatuses);
        Assert.Equal("Flat", Assert.Single(options.BillingModels).Key);
        Assert.Equal(string.Empty, options.Names["contract"]);
        Assert.Equal("Deal__c", options.Names["sow"]);
        Assert.Equal("AccountNumber", options.Names["accountCode"]);
    }

    [Theory]
    [InlineData("address: https://a.example, clientId: c", "systems.a.legalEntity: is missing.")]
    [InlineData(Complete + ", privateKey: file:key", "systems.a.privateKey: is not used")]
    [InlineData(Complete + ", user: me", "systems.a.clientSecret: is not used")]
    [InlineData(
        Complete + ", names: { acount: A }",
        "systems.a.names.acount: is not one of account,"
    )]
    [InlineData(Complete + ", apiVersion: latest", "'latest' is not a version such as 60.0.")]
    [InlineData(
        Complete + ", billingModels: { Flat: fixed }",
        "'fixed' is not one of time-and-materials"
    )]
    public void What_is_missing_or_too_much_is_told(string keys, string problem)
    {
        var (_, problems) = Read(keys);

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(string keys)
    {
        var path = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(path, $"systems:\n  a: {{ kind: salesforce, {keys} }}\n");
        _ = ConfigurationReader.TryRead(path, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
