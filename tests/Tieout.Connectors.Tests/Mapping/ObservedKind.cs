namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A kind of connector and all that is observed of it.</summary>
/// <param name="Title">The system's name.</param>
/// <param name="Page">Of the reference, without ending.</param>
internal sealed record ObservedKind(string Title, string Page)
{
    /// <summary>Which system was looked at.</summary>
    public string On { get; init; } = "the simulated system";

    /// <summary>The test that looked.</summary>
    public string By { get; init; } = nameof(ConnectorMappingPageTests);

    /// <summary>What else the connector does, which is not observed here; none when this is all.</summary>
    public string? Beside { get; init; }

    /// <summary>Opens what is read; none where nothing is.</summary>
    public Func<Task<ObservedSource>>? Source { get; init; }

    /// <summary>Opens what is written: by the name of a format where there are several, else by none.</summary>
    public IReadOnlyList<(
        string? Format,
        Func<Task<IObservedTarget>> OpenAsync
    )> Targets { get; init; } = [];
}
