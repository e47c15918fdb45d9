using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Host.Hosting;
using Tieout.Testing.Faults;
using Tieout.Testing.Tryton;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>Tryton is away, or does not let the hub in.</summary>
[Collection("Tryton")]
public sealed class OutageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hub_that_finds_Tryton_down_reads_the_rest_and_catches_up_by_itself()
    {
        await using var hub = await TrytonHub.StartAsync();
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        var address = hub.Server;
        await using var line = new AnswerLoser(address);
        hub.Server = line.Address;
        line.IsCut = true;
        await using (var running = await hub.StartHubAsync(Duration.Zero))
        {
            var down = await running.RunOnceAsync(new NoProgress(), Cancel);

            Assert.NotEmpty(down.SourceFaults);
            Assert.All(
                down.SourceFaults,
                x => Assert.Equal(("erp", ConnectorFault.Transient), (x.System, x.Fault))
            );
            Assert.Equal(["3"], await hub.AskAsync("SELECT COUNT(*) FROM terms"));

            line.IsCut = false;
            await CatchesUpAsync(down, running);
        }

        hub.Server = address;
        await Agreement.HoldsAsync(hub);
    }

    [Fact]
    public async Task Tryton_that_goes_down_while_invoices_are_posted_loses_and_doubles_none()
    {
        await using var hub = await TrytonHub.StartAsync();
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        await using var line = new AnswerLoser(hub.Server);
        hub.Server = line.Address;
        line.CutAfter("account.invoice.post", times: 2);
        await using var running = await hub.StartHubAsync(Duration.Zero);

        var cut = await running.RunOnceAsync(new NoProgress(), Cancel);

        Assert.False(cut.IsComplete);
        Assert.InRange(cut.Delivered, 1, 5);
        var failure = Assert.Single(
            await hub.ExceptionsAsync(),
            x => x.Id.Equals("target/erp", StringComparison.Ordinal)
        );
        Assert.Contains("erp", failure.Detail, StringComparison.Ordinal);
        hub.Drop([
            new Resource(
                ResourceCode.Parse("R-99"),
                1,
                "Newcomer",
                LegalEntity: null,
                "Consultant"
            ),
        ]);
        _ = await running.RunOnceAsync(new NoProgress(), Cancel);
        Assert.Equal(
            ["1"],
            await hub.AskAsync("SELECT COUNT(*) FROM resource WHERE code = 'R-99'")
        );

        line.IsCut = false;
        var up = await running.RunOnceAsync(new NoProgress(), Cancel);

        Assert.True(up.IsComplete);
        Assert.Equal(0, up.Open);
        Assert.DoesNotContain(
            await hub.ExceptionsAsync(),
            x => x.Id.Equals("target/erp", StringComparison.Ordinal)
        );
        await Agreement.HoldsAsync(hub);
    }

    [Fact]
    public async Task A_wrong_password_is_an_administrators_task_and_stops_nothing_else()
    {
        await using var hub = await TrytonHub.StartAsync();
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        hub.Password = "wr0ng";
        await using (var running = await hub.StartHubAsync(Duration.Zero))
        {
            var refused = await running.RunOnceAsync(new NoProgress(), Cancel);

            Assert.NotEmpty(refused.SourceFaults);
            Assert.All(
                refused.SourceFaults,
                x =>
                {
                    Assert.Equal(("erp", ConnectorFault.Settings), (x.System, x.Fault));
                    Assert.Contains("erp", x.Message, StringComparison.Ordinal);
                    Assert.DoesNotContain("wr0ng", x.Message, StringComparison.Ordinal);
                }
            );
            Assert.Equal(["3"], await hub.AskAsync("SELECT COUNT(*) FROM terms"));

            // The administrator puts the right one into the file; nobody restarts the hub.
            hub.Password = TrytonServer.Password;
            hub.WriteConfiguration();
            await CatchesUpAsync(refused, running);
        }

        await Agreement.HoldsAsync(hub);
    }

    /// <summary>The billing runs that were due have waited for what could not be read.</summary>
    private static async Task CatchesUpAsync(HubRunReport down, HubHost running)
    {
        Assert.Equal((2, 0), (down.Waiting.Count, down.Documents));
        var report = await running.RunOnceAsync(new NoProgress(), Cancel);
        Assert.True(report.IsComplete, string.Join('\n', report.SourceFaults));
        Assert.Equal(6, report.Delivered);
    }
}
