using Tieout.Host.Hosting;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Reconciliation.TieOuts;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>Tells a scenario from beginning to end and proves that it ties out.</summary>
/// <remarks>
/// The systems are simulated in this process and answer over real HTTP, or are real; the hub is the one that
/// users run, with the configuration that the folder holds. Every telling starts over.
/// </remarks>
public static class ScenarioStory
{
    private static readonly IReadOnlyList<IScenario> All =
    [
        new GlobalConsulting(),
        new ManagedServices(),
        new PostAcquisition(),
        new RedmineToTryton(),
    ];

    /// <summary>The one that is told on real systems.</summary>
    public const string Real = "redmine-to-tryton";

    /// <summary>What can be told.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(x => x.Name)];

    /// <summary>Tells it.</summary>
    /// <param name="options">Which one, and where.</param>
    /// <param name="output">Gets what a person reads.</param>
    /// <param name="progress">Watches the hub work.</param>
    /// <param name="cancellationToken">Stops; the next telling starts over.</param>
    /// <returns>Whether everything ties out in the end.</returns>
    /// <exception cref="DemoRefusedException">The folder holds something else.</exception>
    public static async Task<bool> RunAsync(
        ScenarioOptions options,
        TextWriter output,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        var scenario = All.Single(x => x.Name.Equals(options.Name, StringComparison.Ordinal));
        await using var stage = ScenarioStage.Open(options.Folder, options.Real);
        stage.Clock.AdvanceTo(
            scenario.FirstDay is { } first
                ? Morning(first)
                : SystemClock.Instance.GetCurrentInstant()
        );
        var acts = await scenario.ArrangeAsync(stage, cancellationToken);
        await using var hub = new ScenarioHub(stage, output);
        var pages = new ScenarioPages(output, stage);
        pages.Heading(scenario);
        foreach (var act in acts)
        {
            if (scenario.FirstDay is null)
            {
                await act.DoAsync(cancellationToken);
            }
            else
            {
                stage.Clock.AdvanceTo(Morning(act.Day));
                await act.DoAsync(cancellationToken);
                // Systems show what was changed a moment ago only when it has settled.
                stage.Clock.AdvanceTo(stage.Clock.GetCurrentInstant() + Duration.FromHours(1));
            }

            var host = await hub.OpenAsync(cancellationToken);
            var report = await host.RunOnceAsync(progress, cancellationToken);
            await pages.ActAsync(act, host, report, cancellationToken);
        }

        var last = await hub.OpenAsync(cancellationToken);
        await using var reading = await HubReading.OpenAsync(
            stage.Configuration.Store,
            stage.Clock,
            progress: null,
            cancellationToken
        );
        var proof = await HubTieOut.RunAsync(
            reading,
            last.Systems,
            TieOutPeriod.Ever,
            cancellationToken
        );
        pages.Ending(proof);
        return proof.TiesOut;
    }

    private static Instant Morning(LocalDate day) =>
        day.At(new LocalTime(8, 0)).InUtc().ToInstant();
}
