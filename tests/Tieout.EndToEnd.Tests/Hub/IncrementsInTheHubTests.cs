namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Time that is charged in steps, from files to the ledger: what was worked stays beside it.</summary>
public sealed class IncrementsInTheHubTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_are_charged_under_a_cap_and_what_was_worked_ties_out()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords]);
        await DropAsync(bench);

        var report = await bench.RunOnceAsync();

        Assert.Equal(0, report.Read.Rejected);
        Assert.Equal(
            [
                // 0:06 -> 0:15, 2:36 -> 2:45 and 3:00: of 6 h x 120.00 the cap allows 600.00.
                "STEP L1 5 600.00",
            ],
            await bench.AskAsync(
                "SELECT d.engagement, l.contract_line, l.quantity, printf('%.2f', l.amount / 100.0) "
                    + "FROM document_line l JOIN document d ON d.reference = l.reference "
                    + "WHERE d.engagement IN ('STEP', 'NEAR') ORDER BY 1, l.line"
            )
        );
        Assert.Equal(
            [
                "STEP time/chronos/1 invoiced 0.10 0.25 30.00",
                "STEP time/chronos/2 invoiced 2.60 2.75 330.00",
                "STEP time/chronos/3 invoiced 2.00 2.00 240.00",
                "STEP time/chronos/3 blocked 1.00 1.00 120.00",
            ],
            await bench.AskAsync(
                "SELECT engagement, work, stage, printf('%.2f', effort / 360000.0), "
                    + "printf('%.2f', COALESCE(billable, effort) / 360000.0), printf('%.2f', amount / 100.0) "
                    + "FROM slice WHERE stage <> 'non-billable' AND engagement IN ('STEP', 'NEAR') ORDER BY 1, work, number"
            )
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task Explain_shows_what_is_charged_beside_what_was_worked()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords]);
        await DropAsync(bench);
        await bench.RunOnceAsync();

        var charged = await bench.TieoutAsync("explain", "time/chronos/2", "--format", "json");
        var page = await bench.TieoutAsync("explain", "time/chronos/2");
        var nothing = await bench.TieoutAsync("explain", "time/chronos/4");

        Assert.Contains("\"charged\":", charged.Output, StringComparison.Ordinal);
        Assert.Contains("charged", page.Output, StringComparison.Ordinal);
        Assert.Contains("2.75", page.Output, StringComparison.Ordinal);
        Assert.Contains("rounds", nothing.Output, StringComparison.Ordinal);
    }

    private static async Task DropAsync(HubBench bench)
    {
        await bench.WriteAsync(
            "contracts-i.csv",
            """
            contract,version,customer,legal_entity,currency,start,signed,tax_code
            STEP,1,C-1,UK,GBP,2026-01-01,true,S20
            NEAR,1,C-1,UK,GBP,2026-01-01,true,S20
            """
        );
        await bench.WriteAsync(
            "contract-lines-i.csv",
            """
            contract,line,kind,projects,cap,cap_on_exceed,increment_minutes,increment_rounding
            STEP,L1,time-and-materials,P-STEP,600,split,15,up
            NEAR,L1,time-and-materials,P-NEAR,,,15,nearest
            """
        );
        await bench.WriteAsync(
            "projects-i.csv",
            """
            code,version,contract,name
            P-STEP,1,STEP,Project STEP
            P-NEAR,1,NEAR,Project NEAR
            """
        );
        await bench.WriteAsync(
            "time-i.csv",
            """
            id,version,project,resource,work_date,hours,status
            1,1,P-STEP,R-1,2026-10-05,0.1,approved
            2,1,P-STEP,R-1,2026-10-06,2.6,approved
            3,1,P-STEP,R-1,2026-10-07,3,approved
            4,1,P-NEAR,R-1,2026-10-07,0.05,approved
            """
        );
    }
}
