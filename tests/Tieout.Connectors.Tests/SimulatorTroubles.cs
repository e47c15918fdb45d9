using System.Text.Json;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests;

/// <summary>Lets a simulated target do what happens in the field.</summary>
/// <param name="run">Takes a fault programme over.</param>
/// <param name="beside">A field that all of its records have.</param>
/// <param name="matchOf">How the simulator is called for a step of a write; none for sources.</param>
internal sealed class SimulatorTroubles(
    Action<FaultProgramme> run,
    string beside,
    Func<SinkCall, FaultMatch>? matchOf = null
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
                AddField();
                return true;
            case var _ when action is not null:
                Cause(matchOf!(at), action, times);
                return true;
            default:
                return false;
        }
    }

    /// <summary>From now on all records have a field that nobody told us of.</summary>
    public void AddField() =>
        Cause(
            new FaultMatch("*", "/**"),
            new FaultAction.ChangeAnswer(With: News, Beside: beside),
            int.MaxValue
        );

    /// <summary>From now on no answer has a field.</summary>
    public void Withhold(string field) =>
        Cause(new FaultMatch("*", "/**"), new FaultAction.ChangeAnswer([field]), int.MaxValue);

    /// <summary>From now on a field of some records has another value.</summary>
    /// <param name="where">What else these records have.</param>
    public void Alter((string Name, string Value) where, string field, string value) =>
        Cause(
            new FaultMatch("*", "/**"),
            new FaultAction.ChangeAnswer(
                With: Of(field, value),
                Where: Of(where.Name, where.Value)
            ),
            int.MaxValue
        );

    /// <summary>From now on nothing goes wrong.</summary>
    public void Recover() => run(new FaultProgramme());

    /// <summary>Something happens to the next calls of a kind.</summary>
    public void Cause(FaultMatch match, FaultAction action, int times = 1)
    {
        _programme = new FaultProgramme(new FaultRule(match, From: 1, times, action));
        run(_programme);
    }

    private static Dictionary<string, JsonElement> Of(string name, string value) =>
        new(StringComparer.Ordinal) { [name] = JsonSerializer.SerializeToElement(value) };
}
