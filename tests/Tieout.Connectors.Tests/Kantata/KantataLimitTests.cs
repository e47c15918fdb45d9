using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>Where the simulator lets nobody further: locked days, too many calls, too long a wait.</summary>
public sealed class KantataLimitTests
{
    private const string Entries = $"{KantataOffice.Root}/time_entries";

    [Fact]
    public async Task Work_is_locked_to_a_saturday_and_never_unlocked()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-06", 60);
        const string Locks = $"{KantataOffice.Root}/line_item_locks";
        await office.Sandbox.DoAsync("POST", Locks, LockOf("2026-03-07"));

        var changed = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{Entries}/{entry}",
            """{"time_entry":{"notes":"x"}}"""
        );
        var logged = await office.Sandbox.SendAsync(
            HttpMethod.Post,
            Entries,
            office.EntryOf("2026-03-07", 60)
        );
        var back = await office.Sandbox.SendAsync(HttpMethod.Post, Locks, LockOf("2026-02-28"));
        var sunday = await office.Sandbox.SendAsync(HttpMethod.Post, Locks, LockOf("2026-03-08"));

        Assert.Equal("Time entry is locked", changed.Text("errors.0.message"));
        Assert.Equal("date_performed", logged.Text("errors.0.field"));
        Assert.Equal(422, back.Status);
        Assert.Equal("Locked to must be a past Saturday", sunday.Text("errors.0.message"));
        await office.TrackAsync("2026-03-08", 60);
    }

    [Fact]
    public async Task The_right_number_of_calls_is_not_told_when_it_is_exceeded()
    {
        await using var sandbox = await KantataOffice.EmptyAsync();
        TrackerReply reply;
        var calls = 0;
        do
        {
            reply = await sandbox.GetAsync($"{KantataOffice.Root}/roles");
            calls++;
        } while (reply.Status is 200 && calls < 1000);

        Assert.Equal(601, calls);
        Assert.Equal(429, reply.Status);
        Assert.False(reply.Headers.ContainsKey("Retry-After"));
        sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await sandbox.GetAsync($"{KantataOffice.Root}/roles")).Status);
    }

    [Fact]
    public async Task The_gateway_gives_up_without_a_body()
    {
        await using var sandbox = await KantataOffice.EmptyAsync();
        sandbox.Fail("GET", "/api/v1/**", new FaultAction.Status(504));

        var reply = await sandbox.GetAsync(Entries);

        Assert.Equal(504, reply.Status);
        Assert.Null(reply.Body);
    }

    private static string LockOf(string day) => $$"""{"line_item_lock":{"locked_to":"{{day}}"} }""";
}
