using Tieout.EndToEnd.Tests.CommandLine;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Contracts with every kind of term, as finance would write them, billed for October.</summary>
public sealed class TermsFromFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_of_exports_can_say_and_bill_every_kind_of_line()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.DeductionAccounts]);
        await DropLinesAsync(bench);
        await DropTermsAsync(bench);
        await DropWorkAsync(bench);
        await bench.WriteAsync(
            "deposits.csv",
            """
            id,version,contract,amount,currency,value_date
            D-1,1,DOC,54,GBP,2026-10-02
            D-2,1,DOC,46,GBP,2099-01-01
            """
        );

        var report = await bench.RunOnceAsync();

        Assert.Equal(0, report.Read.Rejected);
        Assert.Equal(
            [
                // Cap 1,000.00, 200.00 used: 5 h x 120.00, then 200.00 of 360.00 fit.
                // 10 % off and a fee of 5 % on 800.00.
                "CAP L1 Time 6.6667 800.00",
                "CAP L1 Discount -1 -80.00",
                "CAP L1 Fee 1 40.00",
                // 10 h x 120.00.
                "DOC L1 Time 10 1200.00",
                // (120.00 - 20.00 tax) x 1.1; 20.00 USD x 0.8 x 1.1.
                "EXP L1 Expense 1 110.00",
                "EXP L1 Expense 1 17.60",
                // 10 h x 120.00, and what lacks of 5,000.00.
                "MIN L1 Time 10 1200.00",
                "MIN COMMIT TrueUp 1 3800.00",
                // 40,000.00 x 35 % + 10,000.00 x 2,500 / 10,000 - 5,000.00.
                "PROG L1 Progress 1 11500.00",
                // 16 of 31 days: 2,000.00 x 16 / 31, and 10 h x 16 / 31 = 5.16 h included.
                // 7 h - 5.16 h = 1.84 h: 1 h x 200.00 + 0.84 h x 150.00.
                "RET L1 Retainer 1 1032.26",
                "RET L1 Overage 1.84 326.00",
                // 1,250 x 0.75.
                "UNIT L1 Unit 1250 937.50",
            ],
            await LinesAsync(bench)
        );
        Assert.Equal(
            [
                // 1,200.00 - 5 % = 1,140.00, + 20 % = 1,368.00; 10 % of the net is kept back, and
                // 500.00 were paid in advance, and a deposit of 54.00 has arrived.
                "DOC 1140.00 700.00",
            ],
            await bench.AskAsync(
                "SELECT engagement, printf('%.2f', net / 100.0), printf('%.2f', payable / 100.0) "
                    + "FROM document WHERE engagement = 'DOC'"
            )
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_the_terms_do_not_allow_waits_with_its_reason()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.DeductionAccounts]);
        await DropLinesAsync(bench);
        await DropTermsAsync(bench);
        await DropWorkAsync(bench);

        await bench.RunOnceAsync();

        Assert.Equal(
            [
                // 360.00 - 200.00 under the cap.
                "CAP time/chronos/2 CAP_EXCEEDED 160.00",
                // 55.00 from 25.00 on needs a receipt.
                "EXP expense/chronos/3 EXPENSE_RECEIPT_MISSING 55.00",
                "EXP expense/chronos/4 NO_CONTRACT_LINE 10.00",
                "EXP expense/chronos/5 SUBCONTRACTOR_INVOICE_MISSING 99.00",
            ],
            await bench.AskAsync(
                "SELECT engagement, work, main_reason, printf('%.2f', amount / 100.0) "
                    + "FROM slice WHERE stage = 'blocked' ORDER BY engagement, work"
            )
        );
        var (_, alerts, _) = await bench.TieoutAsync(
            "exceptions",
            "list",
            "--reason",
            "CAP_THRESHOLD",
            "--format",
            "json"
        );
        Assert.Contains("cap of L1", alerts, StringComparison.Ordinal);
        Assert.Contains("100 % of it is used, 0.00 GBP left", alerts, StringComparison.Ordinal);
        // 400.00 + 1,200.00 is over the order's 1,000.00; the other one has no number.
        Assert.Equal(
            ["PO PO_LIMIT_EXCEEDED", "PONO PO_MISSING"],
            await bench.AskAsync(
                "SELECT engagement, reason FROM set_aside WHERE engagement LIKE 'PO%' ORDER BY 1"
            )
        );
    }

    [Fact]
    public async Task Explain_says_what_a_cap_allows_and_which_rates_were_looked_at()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.DeductionAccounts]);
        await DropLinesAsync(bench);
        await DropTermsAsync(bench);
        await DropWorkAsync(bench);
        await bench.RunOnceAsync();

        var (code, output, _) = await TieoutProcess.RunAsync(
            bench.Folder,
            "explain",
            "time/chronos/2"
        );

        Assert.Equal(0, code);
        Assert.Contains(
            "line L1 bills 1000.00 GBP at most; 1000.00 GBP of it is used, 0.00 GBP is left; work is "
                + "tried by service date, then id, and of what does not fit the part that does is billed",
            output.Split('\n', StringSplitOptions.TrimEntries)
        );
        Assert.Contains(
            "rate 120: line RC-UK/default of legal entity card RC-UK v1 of chronos: prices it",
            output.Split('\n', StringSplitOptions.TrimEntries)
        );
    }

    private static Task<IReadOnlyList<string>> LinesAsync(HubBench bench) =>
        bench.AskAsync(
            "SELECT d.engagement, l.contract_line, l.kind, l.quantity, "
                + "printf('%.2f', l.amount / 100.0) FROM document_line l "
                + "JOIN document d ON d.reference = l.reference "
                + "WHERE d.engagement NOT LIKE 'K-%' ORDER BY d.engagement, l.line"
        );

    private static async Task DropLinesAsync(HubBench bench)
    {
        await bench.WriteAsync(
            "contract-lines-t.csv",
            """
            contract,line,kind,projects,cap,cap_used,cap_on_exceed,cap_alert_percent,discount_percent,fee_percent,fee,from,included_hours,overage,unit_price,billed_before,categories,markup_percent,receipt_threshold
            CAP,L1,time-and-materials,P-CAP,1000,200,split,80,10,5,,,,,,,,,
            RET,L1,retainer,,,,,,,,2000,2026-10-16,10,graduated,,,,,
            UNIT,L1,units,,,,,,,,,,,,0.75,,,,
            PROG,L1,progress,,,,,,,,,,,,,5000,,,
            EXP,L1,reimbursables,,500,,block,,,,,,,,,,travel,10,25
            DOC,L1,time-and-materials,,,,,,,,,,,,,,,,
            MIN,L1,time-and-materials,,,,,,,,,,,,,,,,
            PO,L1,time-and-materials,,,,,,,,,,,,,,,,
            PONO,L1,time-and-materials,,,,,,,,,,,,,,,,
            """
        );
        await bench.WriteAsync(
            "contract-tiers-t.csv",
            """
            contract,line,up_to_hours,unit_price
            RET,L1,1,200
            RET,L1,,150
            """
        );
        await bench.WriteAsync(
            "contract-parts-t.csv",
            """
            contract,line,price,percent_done,cost_to_date,cost_total
            PROG,L1,40000,35,,
            PROG,L1,10000,,2500,10000
            """
        );
    }

    private static async Task DropTermsAsync(HubBench bench)
    {
        const string terms = "1,C-1,UK,GBP,2026-01-01,true,S20";
        await bench.WriteAsync(
            "contracts-t.csv",
            $"""
            contract,version,customer,legal_entity,currency,start,signed,tax_code,discount_percent,retention_percent,prepaid,commitment,commitment_span,commitment_counts,purchase_order,purchase_order_required,purchase_order_limit,purchase_order_used
            CAP,{terms},,,,,,,,,,
            RET,{terms},,,,,,,,,,
            UNIT,{terms},,,,,,,,,,
            PROG,{terms},,,,,,,,,,
            EXP,{terms},,,,,,,,,,
            DOC,{terms},5,10,500,,,,,,,
            MIN,{terms},,,,5000,period,time,,,,
            PO,{terms},,,,,,,PO-1,true,1000,400
            PONO,{terms},,,,,,,,true,,
            """
        );
        var projects = new[] { "CAP", "RET", "UNIT", "PROG", "EXP", "DOC", "MIN", "PO", "PONO" };
        await bench.WriteAsync(
            "projects-t.csv",
            "code,version,contract,name\n"
                + string.Join('\n', projects.Select(x => $"P-{x},1,{x},Project {x}"))
        );
    }

    private static async Task DropWorkAsync(HubBench bench)
    {
        await bench.WriteAsync(
            "time-t.csv",
            """
            id,version,project,resource,work_date,hours,status
            1,1,P-CAP,R-1,2026-10-05,5,approved
            2,1,P-CAP,R-1,2026-10-06,3,approved
            3,1,P-RET,R-1,2026-10-20,7,approved
            5,1,P-DOC,R-1,2026-10-20,10,approved
            6,1,P-MIN,R-1,2026-10-20,10,approved
            7,1,P-PO,R-1,2026-10-20,10,approved
            8,1,P-PONO,R-1,2026-10-20,10,approved
            """
        );
        await bench.WriteAsync(
            "expenses-t.csv",
            """
            id,version,project,resource,date,amount,currency,recoverable_tax,status,category,receipt,subcontractor,vendor_invoice
            1,1,P-EXP,R-1,2026-10-05,120,GBP,20,approved,travel,true,,
            2,1,P-EXP,R-1,2026-10-06,20,USD,0,approved,travel,false,,
            3,1,P-EXP,R-1,2026-10-07,50,GBP,0,approved,travel,false,,
            4,1,P-EXP,R-1,2026-10-08,10,GBP,0,approved,hotel,true,,
            5,1,P-EXP,R-1,2026-10-09,90,GBP,0,approved,travel,true,true,
            """
        );
        await bench.WriteAsync(
            "exchange-rates-t.csv",
            """
            from,to,date,version,rate
            USD,GBP,2026-10-01,1,0.8
            """
        );
        await bench.WriteAsync(
            "deliveries-t.csv",
            """
            id,version,project,line,date,quantity
            1,1,P-UNIT,L1,2026-10-14,1250
            """
        );
    }
}
