using Tieout.Connectors.Rest;
using Tieout.Connectors.Rest.Probing;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>What a person is shown who tries the manifest out.</summary>
public sealed class KantataProbeTests
{
    [Fact]
    public async Task What_is_read_is_tried_and_what_no_setting_asks_for_is_not()
    {
        await using var office = await KantataOffice.StartAsync();
        office.Sandbox.LetTimeGoBy();
        await office.TrackAsync("2026-03-04", 90);
        await office.SpendAsync("2026-03-03");
        using var probe = new RestProbe(
            new RestOptions
            {
                System = "kantata",
                Manifest = BuiltInManifests.Find("kantata")!,
                Address = office.Sandbox.Address,
                Settings = new Dictionary<string, string>(StringComparer.Ordinal),
                Secret = _ => "rehearsal",
            },
            new NodaTime.Testing.FakeClock(Instant.FromUtc(2026, 3, 16, 13, 0)),
            TimeProvider.System
        );

        var report = await probe.RunAsync(
            new Progress<string>(),
            TestContext.Current.CancellationToken
        );

        Assert.Null(report.Connection);
        Assert.Equal(
            ["people", "projects", "time", "time-earlier", "expenses", "expenses-earlier"],
            report.Resources.Select(x => x.Name)
        );
        Assert.All(report.Resources, x => Assert.Empty(x.Problems));
        Assert.All(report.Resources, x => Assert.Equal(0, x.Rejected));
        Assert.Equal([2, 1, 1, 0, 1, 0], report.Resources.Select(x => x.Records));
        Assert.Equal(["projects.customers", "projects"], report.Targets.Select(x => x.Name));
        Assert.All(report.Targets, x => Assert.Empty(x.Problems));
    }
}
