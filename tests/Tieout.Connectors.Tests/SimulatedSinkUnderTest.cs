using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests;

/// <summary>A simulated target, in which calls go wrong by a fault programme.</summary>
internal abstract class SimulatedSinkUnderTest(Action<FaultProgramme> run, string beside)
    : SinkUnderTest
{
    private readonly SimulatorTroubles _troubles = new(run, beside);

    public override int Troubles => _troubles.Count;

    public override Task<bool> TryCauseAsync(
        SinkTrouble trouble,
        SinkCall at,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            _troubles.TryCause(
                trouble is SinkTrouble.NewField,
                MatchOf(at),
                ActionOf(trouble),
                TimesOf(trouble)
            )
        );

    public override void Withhold(string field) => _troubles.Withhold(field);

    public override Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return LogInAsync(cancellationToken);
    }

    /// <summary>How the simulator is called for a step of a write.</summary>
    protected abstract FaultMatch MatchOf(SinkCall call);

    /// <summary>How the target does it; none where it does nothing of the kind.</summary>
    protected abstract FaultAction? ActionOf(SinkTrouble trouble);

    /// <summary>How many calls in a row.</summary>
    protected virtual int TimesOf(SinkTrouble trouble) => 1;

    /// <summary>The session of those who look into the target may have ended as well.</summary>
    protected virtual Task LogInAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
