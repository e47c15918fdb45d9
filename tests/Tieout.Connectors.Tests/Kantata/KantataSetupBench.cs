using Tieout.Connectors.Rest;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>A simulated Kantata that has to hold the projects of two signed contracts.</summary>
internal sealed class KantataSetupBench(KantataOffice office)
    : SimulatedEffectBench(
        x => office.Sandbox.Server.Faults = x,
        beside: "id",
        new FaultMatch("POST", $"/{KantataOffice.Root}/workspaces")
    )
{
    public override IReadOnlyList<string> Whole { get; } = ["SOW-7 Contoso", "SOW-8 Contoso"];

    public override IReadOnlyList<string> NeededFields => ["workspaces", "workspace_groups"];

    public override async Task<int> TellAsync(CancellationToken cancellationToken)
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

    public override async Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken)
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
    protected override FaultAction? ActionOf(EffectTrouble trouble) =>
        trouble switch
        {
            EffectTrouble.Throttling => new FaultAction.Status(429, RetryAfterSeconds: 0),
            EffectTrouble.LostAnswer => new FaultAction.CommitThenDrop(),
            _ => null,
        };

    public override ValueTask DisposeAsync() => office.DisposeAsync();
}
