using NodaTime.Text;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Clockify;

/// <summary>A Clockify workspace for the conformance of sources.</summary>
internal sealed class ClockifyBench(ClockifyOffice office)
    : TrackerBench("clockify", office.Sandbox)
{
    private int _hours;

    public override string TimeFeed => "time";

    public override string GoneFeed => "time-gone";

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["workspace"] = "64a687e29ae1f428e7ebe303",
            ["pageSize"] = "4",
            ["unsubmitted"] = "approved",
        };

    // Entries carry no instant of their change, and a key opens no session.
    protected override (string Method, string Path, string Beside) Reading =>
        ("GET", "/api/v1/workspaces/*/user/*/time-entries", "timeInterval");

    protected override string DateField => "timeInterval";

    protected override string Secret => "rehearsal";

    public static async Task<ISourceBench> StartAsync()
    {
        var office = await ClockifyOffice.StartAsync();
        office.Sandbox.LetTimeGoBy();
        return new ClockifyBench(office);
    }

    public override async Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        Pass(minutes: 1);
        await Sandbox.DoAsync("PUT", $"{ClockifyOffice.Root}/time-entries/{Ids[id]}", EntryOf(90));
    }

    protected override Task DeleteAsync(string entry) =>
        Sandbox.DoAsync("DELETE", $"{ClockifyOffice.Root}/time-entries/{entry}");

    protected override async Task<string> AddAsync(bool sharedStamp) => await TrackAsync(60);

    protected override async Task<string> AddBrokenAsync() => await TrackAsync(25 * 60);

    private async Task<string> TrackAsync(int minutes) =>
        await office.AddAsync($"user/{office.Person}/time-entries", EntryOf(minutes));

    /// <summary>Clockify lists by the start, the last one first.</summary>
    private string EntryOf(int minutes)
    {
        var start = Instant.FromUtc(2026, 3, 15, 8, 0) - Duration.FromHours(2 * _hours++);
        return office.EntryOf(
            InstantPattern.General.Format(start),
            InstantPattern.General.Format(start + Duration.FromMinutes(minutes)),
            office.Project
        );
    }
}
