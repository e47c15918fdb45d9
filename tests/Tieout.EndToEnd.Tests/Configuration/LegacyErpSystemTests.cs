using Tieout.Connectors.LegacyErp;
using Tieout.Host.Configuration;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>A system of kind legacy-erp: its formats and what each of them can take.</summary>
public sealed class LegacyErpSystemTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-erp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_found_beside_the_configuration()
    {
        var (hub, problems) = Read(
            "format: idoc, dimensions: { practice: KOSTL }, reasons: { F5 999: PERIOD_CLOSED }"
        );

        Assert.Empty(problems);
        var options = Assert
            .IsType<SystemSettings.LegacyErpFolder>(Assert.Single(hub!.Systems))
            .Options;
        Assert.Equal(Path.Combine(_folder, "erp"), options.Folder);
        Assert.Equal(LegacyErpFormat.Idoc, options.Format);
        Assert.Equal("PERIOD_CLOSED", options.Reasons["F5 999"]);
        // A day, and two hours for the night that is long.
        Assert.Equal(TimeSpan.FromHours(26), options.AcknowledgedWithin);
        Assert.True(options.WritesCustomers);
    }

    [Theory]
    [InlineData("format: edifact", "one of oracle, idoc")]
    [InlineData("companies: { UK: '1' }", "format")]
    [InlineData("format: idoc, encoding: klingon", "'klingon' is no encoding's name")]
    [InlineData(
        "format: idoc, dimensions: { practice: ATTRIBUTE1 }",
        "not one of KOSTL, PRCTR, AUFNR"
    )]
    [InlineData(
        "format: oracle, dimensions: { practice: ATTRIBUTE16 }",
        "'ATTRIBUTE16' is not one of"
    )]
    [InlineData(
        "format: oracle, reasons: { Z1: WHATEVER }",
        "'WHATEVER' is no reason of the catalogue"
    )]
    [InlineData("format: oracle, source: too-long-a-name", "1 to 10 capital letters")]
    [InlineData(
        "format: oracle, ledgerCurrencies: { 'U K ': GBP }",
        "is not a code of a legal entity"
    )]
    public void What_cannot_work_is_a_problem_with_its_place(string settings, string problem)
    {
        var (_, problems) = Read(settings);

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
    }

    private (HubConfiguration? Hub, IReadOnlyList<string> Problems) Read(string settings)
    {
        var path = Path.Combine(_folder, "hub.yaml");
        var companies = settings.Contains("companies", StringComparison.Ordinal)
            ? string.Empty
            : ", companies: { UK: '2021' }";
        File.WriteAllText(
            path,
            $"systems:\n  a: {{ kind: legacy-erp, folder: erp, {settings}{companies} }}\n"
        );
        _ = ConfigurationReader.TryRead(path, out var hub, out var problems);
        return (hub, [.. problems.Select(x => x.Describe("hub.yaml"))]);
    }
}
