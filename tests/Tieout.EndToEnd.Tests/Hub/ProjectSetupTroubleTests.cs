using Tieout.EndToEnd.Tests.CommandLine;
using Tieout.Sandbox.Faults;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Systems that refuse, fail, lose answers or are slow while projects of contracts are set up.</summary>
public sealed class ProjectSetupTroubleTests : ProjectSetupSuite
{
    private const string Told = "SELECT seq || ' ' || message FROM rejected";

    [Fact]
    public async Task One_contract_that_fails_holds_up_no_other()
    {
        Hub.Drop(Firm);
        foreach (var contract in new[] { "SOW-1", "SOW-2", "SOW-3" })
        {
            await SignAsync(contract, isSigned: true);
        }

        Kantata.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("POST", "/api/v1/workspaces"),
                From: 2,
                Times: 1,
                new FaultAction.Status(403)
            )
        );

        var report = await Hub.RunOnceAsync();

        Assert.Equal(2, (await ProjectsAsync()).Count);
        // It fails until it is tried again; who starts the hub anew does not wait for that.
        Assert.Equal(
            ["psa project-setup-UK"],
            report.SourceFaults.Select(x => $"{x.System} {x.Feed}")
        );
        _ = await Hub.RunOnceAsync();
        Assert.Equal(["SOW-1 Acme Ltd", "SOW-2 Acme Ltd", "SOW-3 Acme Ltd"], await ProjectsAsync());
        Assert.Equal([], await WaitingAsync());
    }

    [Fact]
    public async Task What_a_system_refuses_waits_with_its_words()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Break(new FaultAction.Status(422), times: int.MaxValue);

        _ = await Hub.RunOnceAsync();

        Assert.Equal(["PROJECT_NOT_SET_UP integration SOW-1 project@PSA"], await WaitingAsync());
        Assert.Contains(
            "422",
            Assert.Single(await Hub.AskAsync("SELECT message FROM rejected")),
            StringComparison.Ordinal
        );

        // It is refused again, and is as old as before.
        var told = await Hub.AskAsync(Told);
        _ = await Hub.RunOnceAsync();
        Assert.Equal(told, await Hub.AskAsync(Told));

        Kantata.Faults = new FaultProgramme();
        _ = await Hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_lost_answer_rests_and_makes_no_second_project()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Break(new FaultAction.CommitThenDrop(), times: 1);

        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();
        Assert.Equal(["PROJECT_NOT_SET_UP integration SOW-1 project@PSA"], await WaitingAsync());

        Hub.Hour = Hub.Hour.PlusMinutes(10);
        _ = await Hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_ledger_that_does_not_take_the_customer_keeps_the_gate_shut()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Hub.Break("POST", "/customers", new FaultAction.Status(422), times: int.MaxValue);

        _ = await Hub.RunOnceAsync();

        Assert.Equal(["CUSTOMER_NOT_IN_ERP integration SOW-1 customer@ERP"], await WaitingAsync());
        Assert.Empty(await ProjectsAsync());

        Hub.Ledger.Faults = new FaultProgramme();
        _ = await Hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    [Fact]
    public async Task A_ledger_that_fails_is_asked_once_and_is_told_as_what_the_contract_waits_for()
    {
        Hub.Drop(Firm);
        foreach (var contract in new[] { "SOW-1", "SOW-2", "SOW-3" })
        {
            await SignAsync(contract, isSigned: true);
        }

        Hub.Break("POST", "/customers", new FaultAction.Status(503), times: int.MaxValue);

        _ = await Hub.RunOnceAsync();

        Assert.Equal(
            [
                "CUSTOMER_NOT_IN_ERP integration SOW-1 customer@ERP",
                "CUSTOMER_NOT_IN_ERP integration SOW-2 customer@ERP",
                "CUSTOMER_NOT_IN_ERP integration SOW-3 customer@ERP",
            ],
            await WaitingAsync()
        );
        Assert.Equal(1, Hub.Ledger.Faults.Hits);
        Assert.Empty(await ProjectsAsync());
    }

    [Fact]
    public async Task A_ledger_whose_window_is_closed_is_not_asked()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        var text = await File.ReadAllTextAsync(Hub.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            Hub.ConfigFile,
            text.Replace(
                "    readTimeout: 5s",
                "    postingWindow: { hours: 14:00-20:00 }\n    readTimeout: 5s",
                StringComparison.Ordinal
            ),
            Cancellation
        );

        _ = await Hub.RunOnceAsync();

        Assert.Equal(["CUSTOMER_NOT_IN_ERP integration SOW-1 customer@ERP"], await WaitingAsync());
        Assert.Empty(await Hub.Clerk.CustomersAsync(Cancellation));

        Hub.Hour = new LocalTime(15, 0);
        _ = await Hub.RunOnceAsync();

        Assert.Equal([], await WaitingAsync());
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    /// <summary>A project may be there, and nobody has told of it.</summary>
    [Fact]
    public async Task Nothing_is_made_while_it_is_not_known_what_is_there()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Kantata.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("GET", "/api/v1/users"),
                From: 1,
                int.MaxValue,
                new FaultAction.Status(403)
            )
        );

        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();
        Assert.Empty(await ProjectsAsync());

        Kantata.Faults = new FaultProgramme();
        _ = await Hub.RunOnceAsync();

        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
    }

    /// <summary>The system goes on with what it was sent, however soon the hub is back.</summary>
    [Fact]
    public async Task A_hub_that_is_killed_while_a_project_is_made_makes_no_second_one()
    {
        Hub.Drop(Firm);
        await SignAsync("SOW-1", isSigned: true);
        Break(new FaultAction.AnswerLate(20_000), times: 1);
        using (
            var hub = TieoutProcess.Start(Hub.Folder, "run", "--config", Hub.ConfigFile, "--once")
        )
        {
            // Disposing kills it.
            while (Kantata.Faults.Hits == 0)
            {
                await Task.Delay(20, Cancellation);
                hub.Stands();
            }
        }

        var (code, output, errors) = await Hub.TieoutAsync(
            "run",
            "--config",
            Hub.ConfigFile,
            "--once"
        );
        Assert.True(code == 0, output + errors);
        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
        Hub.Today = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1);
        _ = await Hub.RunOnceAsync();
        _ = await Hub.RunOnceAsync();

        Assert.Equal(["SOW-1 Acme Ltd"], await ProjectsAsync());
        Assert.Equal([], await WaitingAsync());
    }
}
