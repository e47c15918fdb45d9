using Tieout.Connectors.Tests.Mapping.Systems;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>The pages that say what becomes what are what the connectors in code do.</summary>
public sealed class ConnectorMappingPageTests
{
    public static TheoryData<string> Kinds => [.. ObservedKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task The_page_of_a_kind_is_what_its_connector_does(string kind) =>
        ObservedPage.HoldsAsync(kind, ObservedKinds.All[kind]);
}
