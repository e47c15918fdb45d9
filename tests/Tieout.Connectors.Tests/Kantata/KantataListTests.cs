using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>What a list that is read again notices: what is late, what is gone, and what is neither.</summary>
public sealed class KantataListTests
{
    private const string Entries = $"{KantataOffice.Root}/time_entries";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_entered_late_for_long_ago_comes_by_its_change()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        await office.TrackAsync("2026-03-04", 90);
        Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time-earlier"));

        // 62 days before the 16th of March is the 13th of January.
        var old = await office.TrackAsync("2026-01-12", 60);

        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
        var late = Assert.Single(await reader.ReadAsync<TimeEntry>("time-earlier"));
        Assert.Equal($"time/tracker/{old}", late.Id.Value);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time-earlier"));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_what_is_archived_is_not()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        _ = await office.TrackAsync("2026-03-04", 90);
        var entry = await office.TrackAsync("2026-03-05", 90);
        var expense = await office.SpendAsync("2026-03-03");
        Assert.Equal(2, (await reader.ReadAsync<TimeEntry>("time")).Count);
        Assert.Single(await reader.ReadAsync<Expense>("expenses"));

        await office.Sandbox.DoAsync("DELETE", $"{Entries}/{entry}");
        await office.Sandbox.DoAsync("DELETE", $"{KantataOffice.Root}/expenses/{expense}");
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            """{"workspace":{"archived":true}}"""
        );

        var gone = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Equal(($"time/tracker/{entry}", true), (gone.Id.Value, gone.IsDeleted));
        Assert.True(Assert.Single(await reader.ReadAsync<Expense>("expenses")).IsDeleted);

        // What leaves the days that are read is asked for, and an archived project's is found.
        office.Sandbox.Time.Advance(TimeSpan.FromDays(63));
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
    }

    [Fact]
    public async Task An_entry_of_no_time_is_not_there()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        await office.TrackAsync("2026-03-04", 0);

        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);
    }

    [Fact]
    public async Task What_a_token_may_not_see_any_more_is_not_gone()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        await office.TrackAsync("2026-03-04", 90);
        Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await reader.Source.CheckAsync(Token);

        await office.EntitleAsync(isAdministrator: false);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.ReadAsync<TimeEntry>("time")
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains("administrator", failure.Message, StringComparison.Ordinal);
        await office.EntitleAsync(isAdministrator: true);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
    }
}
