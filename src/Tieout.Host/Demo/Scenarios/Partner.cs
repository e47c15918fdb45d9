using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>A partner firm that tracks its time on a contract in a Harvest of its own.</summary>
/// <param name="systems">Of the hub, before the partner's is connected.</param>
/// <param name="contract">Which one it helps with.</param>
internal sealed class Partner(
    ScenarioStage stage,
    TimeDesk harvest,
    IReadOnlyList<string> systems,
    string contract
)
{
    private const string Role = "Partner engineer";

    /// <summary>Its engineer has tracked two afternoons, which are approved; the hub reads its Harvest from now on.</summary>
    public async Task HelpAsync(CancellationToken cancellationToken)
    {
        var project = await harvest.OpenProjectAsync(
            "Harbour Retail plc",
            "Harbour rollout, stores",
            contract,
            cancellationToken
        );
        var mei = await harvest.StaffAsync(project, "Mei", "Tan", Role, cancellationToken);
        foreach (var day in new LocalDate[] { new(2026, 11, 12), new(2026, 11, 13) })
        {
            _ = await harvest.LogAsync(project, mei, day, 5m, cancellationToken);
        }

        foreach (var state in new[] { "submitted", "approved" })
        {
            await harvest.SetStateAsync(mei, state, cancellationToken);
        }

        stage.Configure([.. systems, harvest.Section("partner")]);
    }

    /// <summary>The rate card of the contract.</summary>
    public Task AgreeRateAsync(CancellationToken cancellationToken)
    {
        stage.Drop(
            "finance",
            new RateCard(
                RateCardId.Parse("HARBOUR"),
                1,
                RateLevel.Contract,
                contract,
                [new RateLine("partner", 100m, new RateMatch(Role: Role))],
                CurrencyCode.Parse("GBP")
            )
        );
        return Task.CompletedTask;
    }
}
