using System.Text.Json.Nodes;
using Tieout.Connect;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A source, its simulated system with records that use every field, and how it is looked at.</summary>
/// <param name="system">The simulated system, which ends with this.</param>
internal sealed class ObservedSource(IAsyncDisposable system) : IAsyncDisposable
{
    /// <summary>The system's own address.</summary>
    public required Uri Address { get; init; }

    /// <summary>Connects to it by another address, in a new connection each time.</summary>
    public required Func<Uri, ISource> Open { get; init; }

    public required AnswerNames Names { get; init; }

    /// <summary>What a call is about, where its address does not say it.</summary>
    public Func<ObservedCall, ObservedCall> Meaning { get; init; } = x => x;

    /// <summary>
    /// Other values of members that know only a few, or have none here: by object and path, or by the
    /// last name. The first that is another one counts.
    /// </summary>
    public IReadOnlyList<(string Member, JsonValue Other)> Others { get; init; } = [];

    /// <summary>The connector names each member that it wants, so one without effect is worth a line.</summary>
    public bool AsksForMembers { get; init; }

    /// <summary>Texts of examples that are the system's own ids or differ from run to run.</summary>
    public Func<string, string> Plain { get; init; } = x => x;

    public ValueTask DisposeAsync() => system.DisposeAsync();
}
