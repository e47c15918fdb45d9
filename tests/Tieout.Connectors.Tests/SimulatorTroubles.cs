using System.Text.Json;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests;

/// <summary>Lets a simulated target do what happens in the field.</summary>
/// <param name="run">Takes a fault programme over.</param>
/// <param name="matchOf">How the simulator is called for a step of a write.</param>
/// <param name="beside">A field that all of its records have.</param>
internal sealed class SimulatorTroubles(
    Action<FaultProgramme> run,
    Func<SinkCall, FaultMatch> matchOf,
    string beside
)
{
    private static readonly IReadOnlyDictionary<string, JsonElement> News =
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            """{ "neverHeardOf": { "seen": [{ "by": null }] } }"""
        )!;

    private FaultProgramme _programme = new();

    /// <summary>How many calls went wrong since the last cause.</summary>
    public int Count => _programme.Hits;

    /// <summary>Causes what all simulators can, and an action of the simulator's own for the rest.</summary>
    /// <param name="action">What the system does; none where it does nothing of the kind.</param>
    /// <param name="times">How many calls in a row.</param>
    public bool TryCause(SinkTrouble trouble, SinkCall at, FaultAction? action, int times = 1)
    {
        switch (trouble)
        {
            case SinkTrouble.NewField:
                Run(
                    new FaultMatch("*", "/**"),
                    int.MaxValue,
                    new FaultAction.ChangeAnswer(With: News, Beside: beside)
                );
                return true;
            case var _ when action is not null:
                Run(matchOf(at), times, action);
                return true;
            default:
                return false;
        }
    }

    /// <summary>From now on no answer has a field.</summary>
    public void Withhold(string field) =>
        Run(new FaultMatch("*", "/**"), int.MaxValue, new FaultAction.ChangeAnswer([field]));

    /// <summary>From now on nothing goes wrong.</summary>
    public void Recover() => run(new FaultProgramme());

    private void Run(FaultMatch match, int times, FaultAction action)
    {
        _programme = new FaultProgramme(new FaultRule(match, From: 1, times, action));
        run(_programme);
    }
}
