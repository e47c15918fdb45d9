using Tieout.Connectors.Rest;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Mapping;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>The pages that say what becomes what are what the manifests do.</summary>
public sealed class MappingPageTests
{
    public static TheoryData<string> Kinds => [.. BuiltInManifests.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_page_of_a_kind_is_what_its_manifest_does(string kind) =>
        ApprovedPage.Holds(
            $"mappings/{kind}.md",
            _ => MappingPage.Write(BuiltInManifests.Find(kind)!)
        );

    [Fact]
    public void The_page_of_the_tutorials_manifest_is_what_it_does()
    {
        var file = Path.Combine(ApprovedPage.Root, "docs", "tutorials", "redmine", "redmine.yaml");
        Assert.True(ManifestReader.TryRead(file, out var manifest, out _));

        ApprovedPage.Holds("mappings/redmine.md", _ => MappingPage.Write(manifest));
    }

    [Fact]
    public void A_page_says_which_records_count_and_what_becomes_of_those_that_are_missing()
    {
        var page = MappingPage.Write(BuiltInManifests.Find("harvest")!);

        Assert.Contains("Only records whose `code` is there.", page, StringComparison.Ordinal);
        Assert.Contains(
            "What is missing the next time is deleted once `GET v2/time_entries/{id}` does not find it.",
            page,
            StringComparison.Ordinal
        );
    }
}
