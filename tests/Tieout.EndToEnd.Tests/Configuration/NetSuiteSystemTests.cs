using Tieout.Connectors.NetSuite;
using Tieout.Host.Configuration;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>A system of kind netsuite: its two ways to log in, and its subsidiaries.</summary>
public sealed class NetSuiteSystemTests : IDisposable
{
    private const string Token =
        "consumerKey: c, consumerSecret: file:key, tokenId: t, tokenSecret: file:key";
    private const string Certificate = "clientId: c, certificateId: i, privateKey: file:key";

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-ns-").FullName;

    public NetSuiteSystemTests() => File.WriteAllText(Path.Combine(_folder, "key"), "x");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_token_signs_calls_with_its_two_secrets()
    {
        var (hub, problems) = Read(Token, "UK: '1'");

        Assert.Empty(problems);
        var account = Assert.IsType<SystemSettings.NetSuiteAccount>(Assert.Single(hub!.Systems));
        var options = account.WithSecrets(["s1", "s2"]);
        Assert.Equal(
            new NetSuiteCredentials.SignedCalls("c", "s1", "t", "s2"),
            options.Credentials
        );
        Assert.Equal("https://1.suitetalk.api.netsuite.com/", options.Service.AbsoluteUri);
        // The smallest account's.
        Assert.Equal(5, options.ConcurrentCalls);
        Assert.Equal(TimeSpan.FromMinutes(90), options.Overlap);
    }

    [Fact]
    public void A_certificate_gets_tokens_with_its_private_key()
    {
        var (hub, problems) = Read(Certificate, "UK: '1'");

        Assert.Empty(problems);
        var account = Assert.IsType<SystemSettings.NetSuiteAccount>(Assert.Single(hub!.Systems));
        Assert.Single(account.Secrets);
        Assert.Equal(
            new NetSuiteCredentials.Certificate("c", "i", "pem"),
            account.WithSecrets(["pem"]).Credentials
        );
    }

    [Theory]
    [InlineData(Token + ", " + Certificate, "UK: '1'", "is of OAuth 2.0")]
    [InlineData("consumerKey: c, tokenId: t, tokenSecret: file:key", "UK: '1'", "consumerSecret")]
    [InlineData(Token, "'U K ': '1'", "'U K ' is not a code of a legal entity")]
    [InlineData(Token + ", dimensions: { practice: colour }", "UK: '1'", "'colour' is not one of")]
    [InlineData(Token + ", concurrentCalls: 0", "UK: '1'", "must be 1 to 100")]
    public void What_cannot_work_is_a_problem_with_its_place(
        string login,
        string companies,
        string problem
    )
    {
        var (_, problems) = Read(login, companies);

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(
        string login,
        string companies
    )
    {
        var path = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(
            path,
            $"systems:\n  a: {{ kind: netsuite, address: \"https://1.suitetalk.api.netsuite.com\", account: '1', {login}, companies: {{ {companies} }} }}\n"
        );
        _ = ConfigurationReader.TryRead(path, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
