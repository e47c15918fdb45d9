using NodaTime.Text;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Toggl;

/// <summary>A workspace of Toggl Track for the conformance of sources.</summary>
internal sealed class TogglBench(TogglOffice office) : TrackerBench("toggl", office.Sandbox)
{
    private int _hours;

    public override string TimeFeed => "time";

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["workspace"] = "4210001",
            ["zone"] = "Europe/Berlin",
            ["pageSize"] = "4",
            ["unsubmitted"] = "approved",
        };

    // A token opens no session, and reports cannot be asked for changes.
    protected override (string Method, string Path, string Beside) Reading =>
        ("POST", "/" + TogglOffice.Search, "seconds");

    protected override string DateField => "start";

    protected override string Secret => "rehearsal";

    public static async Task<ISourceBench> StartAsync()
    {
        var office = await TogglOffice.StartAsync();
        office.Sandbox.LetTimeGoBy();
        return new TogglBench(office);
    }

    public override async Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        Pass(minutes: 1);
        await Sandbox.DoAsync(
            "PUT",
            $"{TogglOffice.Root}/time_entries/{Ids[id]}",
            """{"duration":5400}"""
        );
    }

    protected override Task DeleteAsync(string entry) =>
        Sandbox.DoAsync("DELETE", $"{TogglOffice.Root}/time_entries/{entry}");

    protected override async Task<string> AddAsync(bool sharedStamp) => await TrackAsync(3600);

    protected override async Task<string> AddBrokenAsync() => await TrackAsync(25 * 3600);

    private async Task<string> TrackAsync(int seconds)
    {
        var start = Instant.FromUtc(2026, 3, 10, 8, 0) + Duration.FromHours(2 * _hours++);
        var entry = await office.TrackAsync(InstantPattern.General.Format(start), seconds);
        return entry["id"]!.ToString();
    }
}
