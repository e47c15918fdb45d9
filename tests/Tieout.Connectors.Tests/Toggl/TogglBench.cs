using NodaTime.Text;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Toggl;

/// <summary>A workspace of Toggl Track for the conformance of sources.</summary>
internal sealed class TogglBench(TogglOffice office) : TrackerBench("toggl", office.Sandbox)
{
    private const string Entries = "/" + TogglOffice.Search;

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

    public override async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.Deletion:
                await Sandbox.DoAsync("DELETE", $"{TogglOffice.Root}/time_entries/{Ids["003"]}");
                Pass(minutes: 2);
                break;
            case SourceTrouble.Throttling:
                TurnDown("POST", Entries);
                break;
            case SourceTrouble.NewField:
                Sandbox.Fail(
                    "POST",
                    Entries,
                    new FaultAction.ChangeAnswer(
                        With: TrackerReader.Json("""{ "mood": { "a": [1] } }"""),
                        Beside: "seconds"
                    ),
                    times: 1000
                );
                break;
            default:
                // A token opens no session, and reports cannot be asked for changes.
                return false;
        }

        return true;
    }

    public override async Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        await AddAsync(sharedStamp: false);
        Sandbox.Fail("POST", Entries, new FaultAction.Status(500), times: 1000);
        return "people";
    }

    protected override async Task<string> AddAsync(bool sharedStamp) => await TrackAsync(3600);

    protected override async Task<string> AddBrokenAsync() => await TrackAsync(25 * 3600);

    private async Task<string> TrackAsync(int seconds)
    {
        var start = Instant.FromUtc(2026, 3, 10, 8, 0) + Duration.FromHours(2 * _hours++);
        var entry = await office.TrackAsync(InstantPattern.General.Format(start), seconds);
        return entry["id"]!.ToString();
    }
}
