using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>A simulated organisation that is told something, in collections of records or one by one.</summary>
/// <param name="change">How it is called to change something, below the version.</param>
/// <param name="isCollection">Several records are changed by one call, each for itself.</param>
internal abstract class SalesforceEffectBench(
    SalesforceSandbox org,
    string change,
    bool isCollection
)
    : SimulatedEffectBench(
        x => org.Server.Faults = x,
        beside: "attributes",
        new FaultMatch("PATCH", SalesforceSandbox.Root + change)
    )
{
    // Queries name the fields that they ask for, and one that is not there is an error.
    public override IReadOnlyList<string> NeededFields => [];

    protected SalesforceSandbox Org => org;

    public override ValueTask DisposeAsync() => org.DisposeAsync();

    // What goes wrong with a call is said by its status, what goes wrong with a record by its row.
    protected override FaultAction? ActionOf(EffectTrouble trouble) =>
        trouble switch
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

    protected override Task LogInAsync() => org.LogInAsync();
}
