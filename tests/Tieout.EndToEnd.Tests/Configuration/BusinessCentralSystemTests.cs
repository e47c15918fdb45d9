using Tieout.Host.Configuration;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>A system of kind business-central: its two addresses, and its companies.</summary>
public sealed class BusinessCentralSystemTests : IDisposable
{
    private const string Addresses =
        "address: https://erp.example/v2.0/x/production/api/v2.0, tokenAddress: https://login.example/x/token";

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-bc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_root_ends_in_a_slash_and_the_token_address_is_asked_as_it_stands()
    {
        File.WriteAllText(Path.Combine(_folder, "key"), "x");
        var (hub, problems) = Read("UK: CRONUS UK Ltd.");

        Assert.Empty(problems);
        var options = Assert
            .IsType<SystemSettings.BusinessCentralEnvironment>(Assert.Single(hub!.Systems))
            .WithSecret("x");
        Assert.Equal(
            "https://erp.example/v2.0/x/production/api/v2.0/",
            options.Service.AbsoluteUri
        );
        Assert.Equal("https://login.example/x/token", options.TokenAddress.AbsoluteUri);
    }

    [Fact]
    public void A_company_of_no_legal_entity_is_a_problem_with_its_place()
    {
        var (_, problems) = Read("'U K ': CRONUS UK Ltd.");

        Assert.Contains(
            problems,
            x => x.Contains("'U K ' is not a code of a legal entity", StringComparison.Ordinal)
        );
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(string companies)
    {
        var path = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(
            path,
            $"systems:\n  a: {{ kind: business-central, {Addresses}, clientId: c, clientSecret: file:key, companies: {{ {companies} }} }}\n"
        );
        _ = ConfigurationReader.TryRead(path, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
