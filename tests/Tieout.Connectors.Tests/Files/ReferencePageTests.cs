using Tieout.Connectors.Files;

namespace Tieout.Connectors.Tests.Files;

public sealed class ReferencePageTests
{
    private const string Start = "<!-- generated from the columns that are read -->\n";

    [Fact]
    public void The_page_says_what_is_read()
    {
        var page = PagePath();
        var text = File.ReadAllText(page);
        var at = text.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(at > 0, "docs/reference/files.md has no mark where the tables start");
        var expected =
            text[..(at + Start.Length)] + "\n" + FilesReference.Tables().TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("TIEOUT_APPROVE") is "1")
        {
            File.WriteAllText(page, expected);
            return;
        }

        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData("legal-entities")]
    [InlineData("customers")]
    [InlineData("resources")]
    [InlineData("tax-rules")]
    [InlineData("account-mappings")]
    [InlineData("projects")]
    [InlineData("assignments")]
    [InlineData("rate-cards")]
    [InlineData("time")]
    [InlineData("expenses")]
    [InlineData("milestones")]
    [InlineData("deliveries")]
    [InlineData("exchange-rates")]
    [InlineData("dimension-values")]
    [InlineData("transfer-prices")]
    [InlineData("cost-rates")]
    [InlineData("payments")]
    [InlineData("voids")]
    public async Task The_examples_of_the_page_can_be_read(string feed)
    {
        using var folder = new InboxFolder();
        var (header, example) = FilesReference.ExampleOf(feed);
        folder.Drop(
            feed + ".csv",
            string.Join(',', header) + "\n" + string.Join(',', example) + "\n"
        );

        var (facts, rejected) = await folder.TakeAsync(feed);

        Assert.Empty(rejected.Select(x => x.Message));
        Assert.Single(facts);
    }

    private static string PagePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tieout.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the repository's root");
        }

        return Path.Combine(folder.FullName, "docs", "reference", "files.md");
    }
}
