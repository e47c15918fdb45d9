using Tieout.Connectors;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>`tieout connector mapping` as a process.</summary>
public sealed class ConnectorMappingTests
{
    [Fact]
    public async Task A_kind_in_code_is_shown_as_the_reference_has_it_and_a_name_of_nothing_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("tieout-").FullName;

        var (code, output, errors) = await MappingAsync(folder, "stripe");
        var help = await MappingAsync(folder, "--help");
        var nothing = await MappingAsync(folder, "sage");

        var page = Path.Combine(ApprovedPage.Root, "docs", "reference", "mappings", "stripe.md");
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Equal(text.TrimEnd(), output.TrimEnd());
        Assert.Equal(2, nothing.Code);
        Assert.All(
            ObservedMappings.Kinds.Append("clockify"),
            x => Assert.Contains(x, help.Output, StringComparison.Ordinal)
        );
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_pages_in_the_product_are_those_of_kinds_in_code_alone() =>
        Assert.Equal(
            [
                "avatax",
                "business-central",
                "certinia",
                "ledgerworks",
                "legacy-erp",
                "netsuite",
                "salesforce",
                "stripe",
                "tryton",
            ],
            ObservedMappings.Kinds
        );

    private static Task<(int Code, string Output, string Errors)> MappingAsync(
        string folder,
        string name
    ) => TieoutProcess.RunAsync(folder, "connector", "mapping", name);
}
