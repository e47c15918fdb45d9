using NodaTime.Text;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Harvest;

/// <summary>A Harvest account for the conformance of sources.</summary>
internal sealed class HarvestBench(HarvestOffice office) : TrackerBench("harvest", office.Sandbox)
{
    private const string Entries = "/v2/time_entries";

    private int _days;

    public override string TimeFeed => "time";

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = "1001",
            ["contact"] = "tests@rehearsal.example",
            ["pageSize"] = "4",
            ["unsubmitted"] = "approved",
        };

    protected override string Secret => "rehearsal";

    public static async Task<ISourceBench> StartAsync() =>
        new HarvestBench(await HarvestOffice.StartAsync());

    public override Task EditTimeAsync(string id, CancellationToken cancellationToken) =>
        Sandbox.DoAsync("PATCH", $"v2/time_entries/{Ids[id]}", """{"hours":1.5}""");

    public override async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                Sandbox.Fail("POST", Entries, new FaultAction.CommitLate(30_000));
                Ids["late"] = await AddAsync(sharedStamp: false);
                break;
            case SourceTrouble.Deletion:
                await Sandbox.DoAsync("DELETE", $"v2/time_entries/{Ids["003"]}");
                Pass(minutes: 1);
                break;
            case SourceTrouble.Throttling:
                TurnDown("GET", Entries);
                break;
            case SourceTrouble.NewField:
                Sandbox.Fail(
                    "GET",
                    Entries,
                    new FaultAction.ChangeAnswer(
                        With: TrackerReader.Json("""{ "mood": { "a": [1] } }"""),
                        Beside: "approval_status"
                    ),
                    times: 1000
                );
                break;
            default:
                // A token opens no session, and what is sent by Harvest is as Harvest says.
                return false;
        }

        return true;
    }

    public override async Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        await AddAsync(sharedStamp: false);
        Sandbox.Fail("GET", Entries, new FaultAction.Status(500), times: 1000);
        return "people";
    }

    protected override async Task<string> AddAsync(bool sharedStamp)
    {
        var entry = office.EntryOf(NextDay(), 1m);
        var reply = sharedStamp
            ? (await Sandbox.SendAsync(HttpMethod.Post, "v2/time_entries", entry)).Body
            : await Sandbox.DoAsync("POST", "v2/time_entries", entry);
        return reply!["id"]!.ToString();
    }

    protected override async Task<string> AddBrokenAsync() =>
        (await office.TrackAsync(NextDay(), 25m))["id"]!.ToString();

    /// <summary>Harvest lists by day, the last one first.</summary>
    private string NextDay() =>
        LocalDatePattern.Iso.Format(new LocalDate(2026, 3, 15).PlusDays(-_days++));
}
