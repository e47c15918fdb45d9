using System.Globalization;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>From exports in a folder to posted documents in a ledger.</summary>
public sealed class FirstRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approved_work_becomes_posted_documents_and_both_journals_agree()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork]);

        var report = await bench.RunOnceAsync();

        Assert.True(report.IsComplete, string.Join('\n', report.TargetFaults));
        foreach (var l in await bench.AskAsync("SELECT engagement, stage, COUNT(*), MIN(reasons), MIN(amount) FROM slice GROUP BY engagement, stage")) { TestContext.Current.TestOutputHelper!.WriteLine(l); }
        foreach (var l in await bench.AskAsync("SELECT * FROM rejected")) { TestContext.Current.TestOutputHelper!.WriteLine(l); }
        var documents = await bench.Clerk.DocumentsAsync(Cancellation);
        // K-1: 150 h x 120.00 = 18,000.00 + 20 %. K-2: 5,000.00 + 20 %. K-3: 8,000.00 + 19 %.
        Assert.Equal(
            ["K-1 posted 18000 3600", "K-2 posted 5000 1000", "K-3 posted 8000 1520"],
            documents
                .Select(x =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{x["reference"]!.GetValue<string>()[3..6]} {x["state"]} {x["net"]!.GetValue<decimal>():0.##} {x["tax"]!.GetValue<decimal>():0.##}"
                    )
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, report.Delivered);
    }
}
