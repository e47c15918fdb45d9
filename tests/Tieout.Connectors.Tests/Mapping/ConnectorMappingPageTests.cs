using Tieout.Connectors.Tests.Mapping.Systems;
using Tieout.Testing;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>The pages that say what becomes what are what the connectors in code do.</summary>
public sealed class ConnectorMappingPageTests
{
    public static TheoryData<string> Kinds => [.. ObservedKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_page_of_a_kind_is_what_its_connector_does(string kind)
    {
        var observed = ObservedKinds.All[kind];
        var page = ObservedPage.Write(
            observed,
            await ReadAsync(observed),
            await WrittenAsync(observed)
        );
        ApprovedPage.Holds($"mappings/{kind}.md", _ => page);
    }

    private static async Task<IReadOnlyList<ReadFeed>> ReadAsync(ObservedKind kind)
    {
        if (kind.Source is null)
        {
            return [];
        }

        await using var source = await kind.Source();
        return await ReadObservation.OfAsync(source);
    }

    private static async Task<IReadOnlyList<WrittenKind>> WrittenAsync(ObservedKind kind)
    {
        var written = new List<WrittenKind>();
        foreach (var (format, open) in kind.Targets)
        {
            await using var target = await open();
            var all = await WriteObservation.OfAsync(target);
            written.AddRange(
                format is null ? all : all.Select(x => x with { Name = $"{x.Name} ({format})" })
            );
        }

        return written;
    }
}
