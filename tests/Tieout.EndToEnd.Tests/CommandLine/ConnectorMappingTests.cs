using Tieout.Connectors;
using Tieout.Connectors.Rest;
using Tieout.Host.Configuration;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>`tieout connector mapping` as a process.</summary>
public sealed class ConnectorMappingTests
{
    /// <summary>What becomes what is the user's own there: by the columns of a file, or by a manifest.</summary>
    private static readonly string[] OfTheUser = ["files", "rest"];

    [Fact]
    public async Task A_kind_in_code_is_shown_as_the_reference_has_it_and_a_name_of_nothing_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("tieout-").FullName;

        var (code, output, errors) = await MappingAsync(folder, "stripe");
        var help = await MappingAsync(folder, "--help");
        var nothing = await MappingAsync(folder, "sage");
        var files = await MappingAsync(folder, "files");

        var page = Path.Combine(ApprovedPage.Root, "docs", "reference", "mappings", "stripe.md");
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Equal(text.TrimEnd(), output.TrimEnd());
        Assert.Equal((2, 2), (nothing.Code, files.Code));
        Assert.Contains("docs/reference/files.md", files.Errors, StringComparison.Ordinal);
        Assert.All(
            ObservedMappings.Kinds.Append("clockify"),
            x => Assert.Contains(x, help.Output, StringComparison.Ordinal)
        );
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Each_kind_of_system_has_a_page_and_no_page_is_of_anything_else() =>
        Assert.Equal(
            SystemKinds.All.Except(OfTheUser).Order(StringComparer.Ordinal),
            ObservedMappings.Kinds.Concat(BuiltInManifests.Kinds).Order(StringComparer.Ordinal)
        );

    private static Task<(int Code, string Output, string Errors)> MappingAsync(
        string folder,
        string name
    ) => TieoutProcess.RunAsync(folder, "connector", "mapping", name);
}
