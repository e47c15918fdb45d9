using System.Text.Json;
using NodaTime.Testing;
using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>A simulated time tracker, read by the manifest that is part of the product.</summary>
internal abstract class TrackerBench(string kind, TrackerSandbox sandbox) : ISourceBench
{
    private readonly List<IDisposable> _owned = [];

    public int PageSize => 4;

    public abstract string TimeFeed { get; }

    public virtual string GoneFeed => TimeFeed;

    public int TurnedDown { get; private set; }

    protected TrackerSandbox Sandbox => sandbox;

    /// <summary>The hub's: it stands still but where time has to pass.</summary>
    protected FakeClock Clock { get; } = new(Instant.FromDateTimeOffset(sandbox.Time.GetUtcNow()));

    /// <summary>Lets some minutes pass, for the system and for the hub.</summary>
    protected void Pass(int minutes)
    {
        sandbox.Time.Advance(TimeSpan.FromMinutes(minutes));
        Clock.Reset(Instant.FromDateTimeOffset(sandbox.Time.GetUtcNow()));
    }

    /// <summary>The system's id of each entry, by the test's name.</summary>
    protected Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    protected abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>How entries are read, and a field that each of them has.</summary>
    protected abstract (string Method, string Path, string Beside) Reading { get; }

    /// <summary>Has the day of an entry.</summary>
    protected abstract string DateField { get; }

    /// <summary>Has the state of an entry; none where states are those of weeks.</summary>
    protected virtual string? StateField => null;

    /// <summary>What the one secret of the manifest is.</summary>
    protected abstract string Secret { get; }

    public ISource Open()
    {
        // Nobody reads so fast: the simulator counts calls by its own clock.
        sandbox.Time.Advance(TimeSpan.FromSeconds(20));
        return new RenamedSource(Open(Settings, Secret), Ids);
    }

    public ISource OpenWithWrongSettings() => Open(Settings, "stolen");

    public RestSource Open(IReadOnlyDictionary<string, string> settings, string secret)
    {
        var source = new RestSource(
            new RestOptions
            {
                System = "tracker",
                Manifest = BuiltInManifests.Find(kind)!,
                Address = sandbox.Address,
                Settings = settings,
                Secret = _ => secret,
            },
            Clock,
            TimeProvider.System
        );
        _owned.Add(source);
        return source;
    }

    public async Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in ids)
        {
            Ids[id] = await AddAsync(sharedStamp);
        }
    }

    public abstract Task EditTimeAsync(string id, CancellationToken cancellationToken);

    public async Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    )
    {
        await AddTimeAsync(before, sharedStamp: false, cancellationToken);
        var broken = await AddBrokenAsync();
        Ids["broken"] = broken;
        await AddTimeAsync(after, sharedStamp: false, cancellationToken);
        return broken;
    }

    public Task MendAsync(CancellationToken cancellationToken) =>
        EditTimeAsync("broken", cancellationToken);

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.Deletion:
                await DeleteAsync(Ids["003"]);
                Pass(minutes: 2);
                return true;
            case SourceTrouble.Throttling:
                TurnedDown++;
                sandbox.Fail(Reading.Method, Reading.Path, new FaultAction.Status(429, 0));
                return true;
            case SourceTrouble.NewField:
                FailReading(
                    new FaultAction.ChangeAnswer(
                        With: TrackerReader.Json("""{ "mood": { "a": [1] } }"""),
                        Beside: Reading.Beside
                    )
                );
                return true;
            case SourceTrouble.MissingField:
                await AddOddAsync(id => new FaultAction.ChangeAnswer([DateField], Where: id));
                return true;
            case SourceTrouble.NewWord when StateField is { } state:
                await AddOddAsync(id => new FaultAction.ChangeAnswer(
                    With: TrackerReader.Json($$"""{ "{{state}}": "sealed" }"""),
                    Where: id
                ));
                return true;
            default:
                return await TryCauseOwnAsync(trouble);
        }
    }

    public async Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        await AddAsync(sharedStamp: false);
        FailReading(new FaultAction.Status(500));
        return "people";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        await sandbox.DisposeAsync();
    }

    /// <summary>Tracks an hour.</summary>
    /// <returns>The system's id.</returns>
    protected abstract Task<string> AddAsync(bool sharedStamp);

    /// <summary>Tracks what no day has room for.</summary>
    /// <returns>The system's id.</returns>
    protected abstract Task<string> AddBrokenAsync();

    protected abstract Task DeleteAsync(string entry);

    /// <summary>What happens to this system and not to the others; nothing, as a rule.</summary>
    protected virtual Task<bool> TryCauseOwnAsync(SourceTrouble trouble) => Task.FromResult(false);

    /// <summary>An entry that is read otherwise than all others.</summary>
    private async Task AddOddAsync(
        Func<IReadOnlyDictionary<string, JsonElement>, FaultAction> change
    )
    {
        Ids["odd"] = await AddAsync(sharedStamp: false);
        FailReading(change(TrackerReader.Json($$"""{ "id": "{{Ids["odd"]}}" }""")));
    }

    private void FailReading(FaultAction action) =>
        sandbox.Fail(Reading.Method, Reading.Path, action, times: 1000);
}
