using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests;

/// <summary>A simulated system, in which calls go wrong by a fault programme.</summary>
/// <param name="changes">How it is called to change something.</param>
internal abstract class SimulatedEffectBench(
    Action<FaultProgramme> run,
    string beside,
    FaultMatch changes
) : IEffectBench
{
    private readonly SimulatorTroubles _troubles = new(run, beside);

    public abstract IReadOnlyList<string> Whole { get; }

    public int Troubles => _troubles.Count;

    public abstract IReadOnlyList<string> NeededFields { get; }

    public abstract Task<int> TellAsync(CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken);

    public bool TryCause(EffectTrouble trouble) =>
        _troubles.TryCause(trouble is EffectTrouble.NewField, changes, ActionOf(trouble));

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return LogInAsync();
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>How the system does it; none where it does nothing of the kind.</summary>
    protected abstract FaultAction? ActionOf(EffectTrouble trouble);

    /// <summary>The session of those who look into the system may have ended as well.</summary>
    protected virtual Task LogInAsync() => Task.CompletedTask;
}
