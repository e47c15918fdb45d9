using Tieout.Connectors.Rest;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>A simulated Kantata that has to hold the projects of two signed contracts.</summary>
internal sealed class KantataSetupBench(KantataOffice office) : IEffectBench
{
    private readonly SimulatorTroubles _troubles = new(
        x => office.Sandbox.Server.Faults = x,
        beside: "id"
    );

    public IReadOnlyList<string> Whole { get; } = ["SOW-7 Contoso", "SOW-8 Contoso"];

    public int Troubles => _troubles.Count;

    public IReadOnlyList<string> NeededFields => ["workspaces", "workspace_groups"];

    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        using var kantata = new RestProjects(
            new RestOptions
            {
                System = "kantata",
                Manifest = BuiltInManifests.Find("kantata")!,
                Address = office.Sandbox.Address,
                Settings = new Dictionary<string, string>(StringComparer.Ordinal),
                Secret = _ => "rehearsal",
            },
            TimeProvider.System
        );
        foreach (var contract in (string[])["SOW-7", "SOW-8"])
        {
            _ = await kantata.EnsureAsync(
                SampleOrder.Of(contract),
                mayOpen: true,
                cancellationToken
            );
        }

        return 0;
    }

    public async Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken)
    {
        var body = await office.Sandbox.DoAsync(
            "GET",
            $"{KantataOffice.Root}/workspaces?external_reference_service_name=tieout"
        );
        return
        [
            .. (body["workspaces"]?.AsObject() ?? [])
                .Select(x => x.Value!["title"]!.ToString())
                .Order(StringComparer.Ordinal),
        ];
    }

    // A token does not end, and each project is a call of its own.
    public bool TryCause(EffectTrouble trouble)
    {
        FaultAction? action = trouble switch
        {
            EffectTrouble.Throttling => new FaultAction.Status(429, RetryAfterSeconds: 0),
            EffectTrouble.LostAnswer => new FaultAction.CommitThenDrop(),
            _ => null,
        };
        if (action is not null)
        {
            _troubles.Cause(new FaultMatch("POST", $"/{KantataOffice.Root}/workspaces"), action);
        }
        else if (trouble is EffectTrouble.NewField)
        {
            _troubles.AddField();
            return true;
        }

        return action is not null;
    }

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();
}
