using Tieout.Domain.Canonical.Identifiers;
using Tieout.Host.Configuration;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>A system of kind avatax: whose tax it owns, and where they sell from.</summary>
public sealed class AvaTaxSystemTests : IDisposable
{
    private const string Right =
        "kind: avatax, accountId: '1', licenseKey: file:key, taxCodes: { S20: P0000000 }";

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-av-").FullName;

    public AvaTaxSystemTests() => File.WriteAllText(Path.Combine(_folder, "key"), "x");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Its_companies_say_whose_tax_it_owns()
    {
        var (hub, problems) = Read(
            $"  a: {{ {Right}, companies: {{ US: {{ code: DEFAULT, country: US, postalCode: '98101' }}, DE: {{ code: GMBH, country: DE }} }} }}"
        );

        Assert.Empty(problems);
        var account = Assert.IsType<SystemSettings.AvaTaxAccount>(Assert.Single(hub!.Systems));
        Assert.Equal(["US", "DE"], account.LegalEntities.Select(x => x.Value));
        var options = account.WithKey("secret");
        Assert.Equal("https://rest.avatax.com/", options.BaseAddress.AbsoluteUri);
        Assert.Equal("98101", options.Companies[LegalEntityCode.Parse("US")].Origin.PostalCode);
        Assert.False(account.IsTarget);
    }

    [Theory]
    [InlineData(
        "companies: { US: { code: D, country: US, region: WA } }",
        "US needs a postal code"
    )]
    [InlineData("companies: { US: { code: D } }", "country")]
    [InlineData("companies: { 'U S ': { code: D, country: DE } }", "'U S ' is not a code")]
    [InlineData("companies: { US: { code: D, country: DE, state: WA } }", "unknown key")]
    [InlineData("companies: { US: D }", "must be a mapping")]
    [InlineData("closedPeriods: hold, companies: { US: { code: D, country: DE } }", "unknown key")]
    public void What_cannot_work_is_a_problem_with_its_place(string settings, string problem)
    {
        var (_, problems) = Read($"  a: {{ {Right}, {settings} }}");

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_legal_entity_has_one_tax_owner()
    {
        const string companies = "companies: { DE: { code: D, country: DE } }";

        var (_, problems) = Read(
            $"  a: {{ {Right}, {companies} }}\n  b: {{ {Right}, {companies} }}"
        );

        Assert.Contains(
            problems,
            x => x.Contains("a owns the tax of DE already", StringComparison.Ordinal)
        );
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(string systems)
    {
        var path = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(path, $"systems:\n{systems}\n");
        _ = ConfigurationReader.TryRead(path, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
