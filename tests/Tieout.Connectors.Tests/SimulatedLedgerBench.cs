using Tieout.Connect;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests;

/// <summary>A simulated ledger, in which calls go wrong by a fault programme.</summary>
/// <param name="target">The ledger, which is closed with the bench.</param>
/// <param name="reads">How it is called for what was paid.</param>
internal abstract class SimulatedLedgerBench(
    SinkUnderTest target,
    Action<FaultProgramme> run,
    string beside,
    FaultMatch reads
) : ILedgerBench
{
    private readonly List<IDisposable> _owned = [];
    private readonly SimulatorTroubles _troubles = new(run, beside);

    public virtual int PageSize => 2;

    public int Troubles => _troubles.Count;

    public abstract IReadOnlyList<string> NeededFields { get; }

    /// <summary>What makes an invoice readable late; none where everything is readable at once.</summary>
    protected virtual (FaultMatch Match, FaultAction Action, int Times)? Lateness => null;

    public abstract ISource Open();

    public abstract ISource OpenWithWrongSettings();

    public abstract void Pass(TimeSpan time);

    public abstract Task PostAsync(string reference, CancellationToken cancellationToken);

    public abstract Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    );

    public abstract Task<bool> TryTakeBackAsync(
        string reference,
        CancellationToken cancellationToken
    );

    public abstract Task VoidAsync(string reference, CancellationToken cancellationToken);

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit when Lateness is { } late:
                _troubles.Cause(late.Match, late.Action, late.Times);
                await PostAsync("T-LATE", cancellationToken);
                return true;
            case SourceTrouble.NewWord:
                var (where, field) = await AddOddAsync("T-ODD", cancellationToken);
                _troubles.Alter(where, field, "NeverHeardOf");
                return true;
            default:
                var isNewField = trouble is SourceTrouble.NewField;
                return _troubles.TryCause(isNewField, reads, ActionOf(trouble));
        }
    }

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return LogInAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _owned.ForEach(x => x.Dispose());
        return target.DisposeAsync();
    }

    /// <summary>Adds what the feed tells, of which a field is to say something new.</summary>
    /// <returns>What that record has, by name and value, and the field.</returns>
    protected abstract Task<((string Name, string Value) Where, string Field)> AddOddAsync(
        string reference,
        CancellationToken cancellationToken
    );

    /// <summary>How the ledger does it; none where it does nothing of the kind.</summary>
    protected virtual FaultAction? ActionOf(SourceTrouble trouble) =>
        trouble switch
        {
            SourceTrouble.Throttling => new FaultAction.Status(429),
            SourceTrouble.ExpiredSession => new FaultAction.ExpireTokens(),
            _ => null,
        };

    /// <summary>The session of those who work in the ledger may have ended as well.</summary>
    protected virtual Task LogInAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected T Owned<T>(T source)
        where T : ISource, IDisposable
    {
        _owned.Add(source);
        return source;
    }
}
