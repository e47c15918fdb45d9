using System.Text.Json;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests;

/// <summary>Lets a simulated target do what happens in the field.</summary>
/// <param name="run">Takes a fault programme over.</param>
/// <param name="beside">A field that all of its records have.</param>
internal sealed class SimulatorTroubles(Action<FaultProgramme> run, string beside)
{
    private static readonly IReadOnlyDictionary<string, JsonElement> News =
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            """{ "neverHeardOf": { "seen": [{ "by": null }] } }"""
        )!;

    private FaultProgramme _programme = new();

    /// <summary>How many calls went wrong since the last cause.</summary>
    public int Count => _programme.Hits;

    /// <summary>Causes what all simulators can, or an action of the simulator's own.</summary>
    /// <param name="isNewField">All answers have fields that nobody told us of.</param>
    /// <param name="match">The calls that go wrong otherwise.</param>
    /// <param name="action">What the system does; none where it does nothing of the kind.</param>
    /// <param name="times">How many calls in a row.</param>
    public bool TryCause(bool isNewField, FaultMatch match, FaultAction? action, int times = 1)
    {
        if (isNewField)
        {
            AddField();
        }
        else if (action is not null)
        {
            Cause(match, action, times);
        }

        return isNewField || action is not null;
    }

    /// <summary>From now on all records have a field that nobody told us of.</summary>
    private void AddField() =>
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
