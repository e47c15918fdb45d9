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

    // A token opens no session, and what is sent by Harvest is as Harvest says.
    protected override (string Method, string Path, string Beside) Reading =>
        ("GET", Entries, "approval_status");

    protected override string DateField => "spent_date";

    protected override string? StateField => "approval_status";

    protected override string Secret => "rehearsal";

    public static async Task<ISourceBench> StartAsync() =>
        new HarvestBench(await HarvestOffice.StartAsync());

    public override Task EditTimeAsync(string id, CancellationToken cancellationToken) =>
        Sandbox.DoAsync("PATCH", $"v2/time_entries/{Ids[id]}", """{"hours":1.5}""");

    protected override Task DeleteAsync(string entry) =>
        Sandbox.DoAsync("DELETE", $"v2/time_entries/{entry}");

    protected override async Task<bool> TryCauseOwnAsync(SourceTrouble trouble)
    {
        if (trouble is not SourceTrouble.LateCommit)
        {
            return false;
        }

        Sandbox.Fail("POST", Entries, new FaultAction.CommitLate(30_000));
        Ids["late"] = await AddAsync(sharedStamp: false);
        return true;
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
