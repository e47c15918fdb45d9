namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A kind of connector and all that is observed of it.</summary>
/// <param name="Title">The system's name.</param>
/// <param name="Page">Of the reference, without ending.</param>
internal sealed record ObservedKind(string Title, string Page)
{
    /// <summary>Which system was looked at.</summary>
    public string On { get; init; } = "the simulated system";

    /// <summary>Opens what is read; none where nothing is.</summary>
    public Func<Task<ObservedSource>>? Source { get; init; }

    /// <summary>Opens what is written; none where nothing is.</summary>
    public Func<Task<IObservedTarget>>? Target { get; init; }
}
