using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What lines of the ledger are analysed by, from the project to the journal.</summary>
public sealed class DimensionsTests
{
    private static readonly DimensionSetting Cloud = DimensionSetting.Parse("practice=CLOUD");
    private static readonly DimensionSetting Data = DimensionSetting.Parse("practice=DATA");

    [Fact]
    public async Task Revenue_goes_to_the_practice_of_each_project_once_the_ledger_knows_both()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop([
            .. SmallFirm.MasterRecords.Where(x =>
                x is not (Contract { Id.Value: "K-2" } or Project { Engagement.Value: "K-2" })
            ),
            new LegalEntity(
                LegalEntityCode.Parse("UK"),
                2,
                "Firm Ltd",
                "GB",
                SmallFirm.Gbp,
                RequiredDimensions: [DimensionCode.Parse("practice")]
            ),
            Project("P-1", 2, Cloud),
            Project("P-9", 1, Data),
            new DimensionValue(Cloud, 1),
            SmallFirm.Time(1, "P-1", 2m),
            SmallFirm.Time(2, "P-9", 3m),
        ]);

        await bench.RunOnceAsync();

        Assert.Equal(
            ["finance work/K-1/time/chronos/2#1 360.00 GBP"],
            await bench.OwnedAsync("DIMENSION_INVALID")
        );
        var (_, explained, _) = await bench.TieoutAsync("explain", "time/chronos/2");
        Assert.Contains("UK does not know practice=DATA", explained, StringComparison.Ordinal);

        bench.Drop(new DimensionValue(Data, 1));
        bench.Today = new LocalDate(2026, 12, 2);
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("DIMENSION_INVALID"));
        // 2 h and 3 h x 120.00.
        Assert.Equal(
            ["revenue practice=CLOUD 240.00", "revenue practice=DATA 360.00"],
            await bench.AskAsync(
                "SELECT account_role, dimensions, printf('%.2f', credit / 100.0) FROM journal "
                    + "WHERE dimensions IS NOT NULL ORDER BY dimensions"
            )
        );
        var (_, journal, _) = await bench.TieoutAsync("export", "journal");
        Assert.Contains("GBP -240.00  ; practice: CLOUD", journal, StringComparison.Ordinal);
        Assert.Contains("GBP -360.00  ; practice: DATA", journal, StringComparison.Ordinal);
        Assert.Equal([], await bench.DifferencesAsync());
    }

    private static Project Project(string code, long version, DimensionSetting setting) =>
        new(
            ProjectCode.Parse(code),
            version,
            EngagementId.Parse("K-1"),
            code,
            Dimensions: [setting]
        );
}
