using NodaTime.Text;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>A Kantata account for the conformance of sources.</summary>
/// <param name="feed">Which of the two that tell time.</param>
internal sealed class KantataBench(KantataOffice office, string feed)
    : TrackerBench("kantata", office.Sandbox)
{
    private const string Entries = "/api/v1/time_entries";

    private int _days;

    private bool IsEarlier => feed is "time-earlier";

    public override string TimeFeed => feed;

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["pageSize"] = "4" };

    // A token opens no session, and what is sent by Kantata is as Kantata says.
    protected override (string Method, string Path, string Beside) Reading =>
        ("GET", Entries, "time_in_minutes");

    protected override string DateField => "date_performed";

    protected override string Secret => "rehearsal";

    public static async Task<ISourceBench> StartAsync(string feed) =>
        new KantataBench(await KantataOffice.StartAsync(), feed);

    public override async Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        Pass(minutes: 1);
        await office.ChangeAsync(Ids[id], """{"time_entry":{"time_in_minutes":90}}""");
    }

    // Of earlier days nobody notices that an entry is missing: one without any time is as good as deleted.
    protected override Task DeleteAsync(string entry) =>
        IsEarlier
            ? office.ChangeAsync(entry, """{"time_entry":{"time_in_minutes":0}}""")
            : Sandbox.DoAsync("DELETE", $"{KantataOffice.Root}/time_entries/{entry}");

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
        var entry = office.EntryOf(NextDay(), 60);
        var path = $"{KantataOffice.Root}/time_entries";
        var made = sharedStamp
            ? (await Sandbox.SendAsync(HttpMethod.Post, path, entry)).Body!
            : await Sandbox.DoAsync("POST", path, entry);
        return KantataOffice.IdOf(made);
    }

    protected override Task<string> AddBrokenAsync() => office.TrackAsync(NextDay(), 25 * 60);

    private string NextDay() =>
        LocalDatePattern.Iso.Format(
            new LocalDate(2026, IsEarlier ? 1 : 3, 1)
                .PlusDays(IsEarlier ? 0 : 14)
                .PlusDays(-(_days++ % 50))
        );
}
