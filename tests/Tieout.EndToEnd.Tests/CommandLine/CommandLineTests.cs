using System.Text.Json.Nodes;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>The command line as scripts and people meet it.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("explain")]
    [InlineData("ready")]
    [InlineData("tie-out")]
    [InlineData("exceptions list")]
    [InlineData("exceptions show")]
    [InlineData("amendment list")]
    [InlineData("amendment plan")]
    [InlineData("amendment approve")]
    [InlineData("export journal")]
    [InlineData("rebuild")]
    [InlineData("evaluate")]
    [InlineData("sandbox ledgerworks")]
    [InlineData("sandbox legacy-erp")]
    public async Task Help_teaches_with_an_example(string command)
    {
        var (code, output, _) = await TieoutProcess.RunAsync(
            Path.GetTempPath(),
            [.. command.Split(' '), "--help"]
        );

        Assert.Equal(0, code);
        Assert.Contains($"tieout {command}", output, StringComparison.Ordinal);
        Assert.Contains("Example:", output, StringComparison.Ordinal);
        Assert.Contains("--format", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_where_the_format_of_cases_is_told()
    {
        var (_, output, _) = await TieoutProcess.RunAsync(Path.GetTempPath(), "evaluate", "--help");

        Assert.Contains("docs/reference/case-format.md", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run --onse", "'tieout run' does not know '--onse'. Did you mean '--once'?")]
    [InlineData("check --nope", "'tieout check' does not know '--nope'.")]
    [InlineData("frobnicate", "'tieout' does not know 'frobnicate'.")]
    [InlineData(
        "sandbox sap --port 8486",
        "'tieout sandbox' does not know 'sap'. There are: ledgerworks,"
    )]
    [InlineData("demo --seed abc", "Cannot parse argument 'abc' for option '--seed'.")]
    [InlineData("sandbox ledgerworks --port 99999", "--port must be 0 to 65535.")]
    [InlineData("sandbox ledgerworks --port 80x", "argument '80x' for option '--port'")]
    [InlineData("demo --entries abc", "argument 'abc' for option '--entries'")]
    [InlineData("sandbox ledgerworks --db nowhere/x.db", "nowhere/x.db cannot be used")]
    [InlineData("sandbox legacy-erp", "Option '--folder' is required.")]
    [InlineData("sandbox legacy-erp --folder x --interface edifact", "edifact")]
    [InlineData("sandbox legacy-erp --folder x --encoding klingon", "--encoding: 'klingon'")]
    [InlineData("run", "hub.yaml")]
    public async Task Wrong_usage_is_one_line_on_stderr_and_says_what_is_wrong(
        string line,
        string message
    )
    {
        var (code, output, errors) = await TieoutProcess.RunAsync(
            Path.GetTempPath(),
            line.Split(' ')
        );

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("error: ", errors, StringComparison.Ordinal);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", errors, StringComparison.Ordinal);
        Assert.InRange(errors.Trim().Split('\n').Length, 1, 2);
    }

    [Fact]
    public async Task What_waits_outside_every_contract_is_explained_by_what_it_waits_for()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.WriteAsync(
            "time-9.csv",
            "id,version,project,resource,work_date,hours,status,role\n"
                + "9001,1,P-NONE,R-1,2026-10-14,2,approved,consultant\n"
        );
        await bench.RunOnceAsync();

        foreach (var id in new[] { "time/chronos/9001", "parked/P-NONE/time/chronos/9001" })
        {
            var (code, output, errors) = await TieoutProcess.RunAsync(bench.Folder, "explain", id);
            Assert.True(code == 0, errors);
            Assert.Contains("PROJECT_UNKNOWN", output, StringComparison.Ordinal);
        }

        var other = await TieoutProcess.RunAsync(bench.Folder, "explain", "9999");
        Assert.Equal(1, other.Code);
        Assert.Contains("time/chronos/4711", other.Errors, StringComparison.Ordinal);
        var filtered = await TieoutProcess.RunAsync(
            bench.Folder,
            "exceptions",
            "list",
            "--reason",
            "project_unknown"
        );
        Assert.Contains("P-NONE", filtered.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task An_id_can_be_copied_from_a_terminal_of_any_width(int columns)
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        const string project = "PROJECT-WITH-A-LONG-CODE-2026-ROLLOUT";
        bench.Drop(SmallFirm.Time(901, project, 2m));
        await bench.RunOnceAsync();

        var screen = await TieoutProcess.RunOnTerminalAsync(
            bench.Folder,
            columns,
            "exceptions list --reason PROJECT_UNKNOWN"
        );

        Assert.Contains($"parked/{project}/time/chronos/901", screen, StringComparison.Ordinal);
        Assert.Contains("PROJECT_UNKNOWN", screen, StringComparison.Ordinal);
        Assert.Contains("2.00", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_nobody_asked_for_is_a_warning_and_no_refusal()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.WriteAsync(
            "projects-9.csv",
            "code,version,contract,name,colour\nP-8,1,K-1,Data,red\n"
        );

        var run = await TieoutProcess.RunAsync(bench.Folder, "run", "--once");

        Assert.True(run.Code == 0, run.Output + run.Errors);
        Assert.Contains(" 0 not understood or refused", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Warnings: 1\n  projects-9.csv line 1, colour: is not known and was passed over",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(["0"], await bench.AskAsync("SELECT COUNT(*) FROM rejected"));
    }

    [Fact]
    public async Task Two_simulators_on_one_file_are_one_too_many()
    {
        await using var bench = await HubBench.StartAsync();

        var (code, output, errors) = await TieoutProcess.RunAsync(
            bench.Folder,
            "sandbox",
            "ledgerworks",
            "--db",
            "ledgerworks.db"
        );

        Assert.Equal(4, code);
        Assert.Empty(output);
        Assert.StartsWith("error: Another Ledgerworks serves ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors.Trim());
    }

    [Fact]
    public async Task A_file_that_belongs_to_no_feed_is_not_passed_over_in_silence()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.WriteAsync("timesheet.csv", "id\n1\n");

        var (code, output, _) = await TieoutProcess.RunAsync(bench.Folder, "check");

        Assert.Equal(0, code);
        Assert.Contains(
            "note files of chronos: timesheet.csv is not read: belongs to no feed",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_target_that_cannot_be_asked_is_not_called_a_difference()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        bench.WriteConfiguration(address: "http://127.0.0.1:9/", secret: "rehearsal");

        var (code, output, _) = await TieoutProcess.RunAsync(bench.Folder, "tie-out");

        Assert.Equal(3, code);
        Assert.Contains("at http://127.0.0.1:9/", output, StringComparison.Ordinal);
        Assert.Contains(
            "it is not proven: ledger could not be asked",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("It does not tie out", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_from_exports_to_a_tie_out_as_a_script_does_it()
    {
        await using var bench = await OctoberOnlyAsync();

        var check = await TieoutProcess.RunAsync(bench.Folder, "check", "hub.yaml");
        Assert.True(check.Code == 0, check.Output + check.Errors);

        var run = await TieoutProcess.RunAsync(bench.Folder, "run", "--once", "--format", "json");
        Assert.True(run.Code == 0, run.Output + run.Errors);
        Assert.Equal(3, JsonNode.Parse(run.Output)!["delivered"]!.GetValue<int>());
        Assert.Contains("read chronos time: 200", run.Errors, StringComparison.Ordinal);

        var tieOut = await TieoutProcess.RunAsync(bench.Folder, "tie-out", "--period", "2026-10");
        Assert.True(tieOut.Code == 0, tieOut.Output + tieOut.Errors);
        Assert.Contains("It ties out.", tieOut.Output, StringComparison.Ordinal);

        var list = await TieoutProcess.RunAsync(
            bench.Folder,
            "exceptions",
            "list",
            "--format",
            "json"
        );
        var waiting = Assert.Single(JsonNode.Parse(list.Output)!["exceptions"]!.AsArray())!;
        Assert.Equal("MILESTONE_NOT_ACCEPTED", (string?)waiting["reason"]);
        var show = await TieoutProcess.RunAsync(
            bench.Folder,
            "exceptions",
            "show",
            (string)waiting["id"]!
        );
        Assert.Equal(0, show.Code);
        Assert.Contains("4,000.00 EUR", show.Output, StringComparison.Ordinal);

        var explain = await TieoutProcess.RunAsync(bench.Folder, "explain", "time/chronos/7");
        Assert.Equal(0, explain.Code);
        Assert.Contains("TO-K-1-001", explain.Output, StringComparison.Ordinal);
        Assert.Contains("INV-UK-2026-", explain.Output, StringComparison.Ordinal);
        Assert.Contains("120.00 GBP", explain.Output, StringComparison.Ordinal);

        var journal = await TieoutProcess.RunAsync(bench.Folder, "export", "journal");
        Assert.Equal(0, journal.Code);
        Assert.Contains("GBP 21600.00", journal.Output, StringComparison.Ordinal);

        var rebuild = await TieoutProcess.RunAsync(bench.Folder, "rebuild");
        Assert.True(rebuild.Code == 0, rebuild.Output + rebuild.Errors);
    }

    [Fact]
    public async Task A_difference_is_named_and_counts_as_a_finding()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        // Somebody voids K-2's invoice in the ledger, and the hub has not read that yet.
        await bench.VoidAsync("TO-K-2-001");

        var (code, output, _) = await TieoutProcess.RunAsync(
            bench.Folder,
            "tie-out",
            "--format",
            "json"
        );

        Assert.Equal(1, code);
        var parts = JsonNode.Parse(output)!["parts"]!.AsArray();
        Assert.Equal(
            ["OPEN_DIFFERS_IN_TARGET TO-K-2-001", "VOIDED_IN_TARGET TO-K-2-001"],
            parts[1]!["differences"]!
                .AsArray()
                .Select(x => $"{x!["code"]} {x["where"]}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Ctrl_C_stops_a_running_hub_in_order_and_the_next_run_goes_on()
    {
        await using var bench = await OctoberOnlyAsync();
        using (var hub = TieoutProcess.Start(bench.Folder, "run"))
        {
            await hub.HeardAsync("read chronos time");
            var second = await TieoutProcess.RunAsync(bench.Folder, "run", "--once");
            Assert.Equal(4, second.Code);
            Assert.Contains("Another hub is running", second.Errors, StringComparison.Ordinal);
            var meanwhile = await TieoutProcess.RunAsync(bench.Folder, "exceptions", "list");
            Assert.Equal(0, meanwhile.Code);

            hub.Interrupt();
            var (code, _, errors) = await hub.EndAsync();

            Assert.Equal(130, code);
            Assert.Contains("Nothing is lost", errors, StringComparison.Ordinal);
        }

        var next = await TieoutProcess.RunAsync(bench.Folder, "run", "--once");
        Assert.True(next.Code == 0, next.Errors);
        Assert.Equal(3, (await bench.DocumentsAsync()).Count);
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_running_hub_that_loses_its_read_tables_ends_and_says_why()
    {
        await using var bench = await OctoberOnlyAsync();
        await File.AppendAllTextAsync(
            bench.ConfigFile,
            "\npoll: 1s\n",
            TestContext.Current.CancellationToken
        );
        using var hub = TieoutProcess.Start(bench.Folder, "run");
        await hub.HeardAsync("deliver to ledger");
        await bench.UntilAsync("SELECT COUNT(*) FROM document WHERE status = 'posted'", "3");
        // As another process that follows the same log would take them over.
        await using (var tables = bench.OpenTables())
        await using (await tables.ClaimAsync("another", TestContext.Current.CancellationToken))
        {
            bench.Drop([SmallFirm.Time(900, "P-1", 1m)]);

            var (code, _, errors) = await hub.EndAsync();

            Assert.Equal(4, code);
            Assert.Contains(
                "error: Another process has taken over the read tables.",
                errors,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task A_ledger_that_is_down_makes_the_run_fail_without_a_stack_trace()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(address: "http://127.0.0.1:9/", secret: "rehearsal");

        var check = await TieoutProcess.RunAsync(bench.Folder, "check");

        Assert.Equal(1, check.Code);
        Assert.Contains("FAIL system ledger", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_of_the_configuration_name_line_and_key()
    {
        await using var bench = await HubBench.StartAsync();
        await File.AppendAllTextAsync(
            bench.ConfigFile,
            "\nlaneRetries: 5s\n",
            TestContext.Current.CancellationToken
        );

        var (code, output, errors) = await TieoutProcess.RunAsync(bench.Folder, "check");

        Assert.Equal(2, code);
        Assert.Empty(output);
        var line = (
            await File.ReadAllLinesAsync(bench.ConfigFile, TestContext.Current.CancellationToken)
        ).Length;
        Assert.Contains(
            $"hub.yaml:{line}:1: laneRetries: unknown key",
            errors,
            StringComparison.Ordinal
        );
    }

    /// <summary>The program goes by the real day, on which more months may be over.</summary>
    private static async Task<HubBench> OctoberOnlyAsync()
    {
        var bench = await HubBench.StartWithOctoberAsync();
        const string monthly = "    every: month\n    from: 2026-10\n    invoiceDate: month-end";
        const string once = "    - { through: 2026-10-31, invoiceDate: 2026-10-31 }";
        var text = await File.ReadAllTextAsync(
            bench.ConfigFile,
            TestContext.Current.CancellationToken
        );
        Assert.Contains(monthly, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            text.Replace(monthly, once, StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        return bench;
    }
}
