using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>A simulated organisation that is told something, in collections of records or one by one.</summary>
/// <param name="change">How it is called to change something, below the version.</param>
/// <param name="isCollection">Several records are changed by one call, each for itself.</param>
internal abstract class SalesforceEffectBench(
    SalesforceSandbox org,
    string change,
    bool isCollection
) : IEffectBench
{
    private readonly SimulatorTroubles _troubles = new(
        x => org.Server.Faults = x,
        beside: "attributes"
    );

    public abstract IReadOnlyList<string> Whole { get; }

    public int Troubles => _troubles.Count;

    // Queries name the fields that they ask for, and one that is not there is an error.
    public IReadOnlyList<string> NeededFields => [];

    protected SalesforceSandbox Org => org;

    public abstract Task<int> TellAsync(CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken);

    // What goes wrong with a call is said by its status, what goes wrong with a record by its row.
    public bool TryCause(EffectTrouble trouble)
    {
        FaultAction? action = trouble switch
        {
            // The limit of a day is a refusal of rights by its status.
            EffectTrouble.Throttling => new FaultAction.Status(403),
            EffectTrouble.ExpiredSession => new FaultAction.ExpireTokens(),
            EffectTrouble.LostAnswer => new FaultAction.CommitThenDrop(),
            EffectTrouble.RefusedRow when isCollection => new FaultAction.FailRows(
                [1],
                "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                "Ask finance first."
            ),
            _ => null,
        };
        if (action is not null)
        {
            _troubles.Cause(new FaultMatch("PATCH", SalesforceSandbox.Root + change), action);
        }
        else if (trouble is EffectTrouble.NewField)
        {
            _troubles.AddField();
            return true;
        }

        return action is not null;
    }

    public void Withhold(string field) => throw new NotSupportedException();

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return org.LogInAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();
}
