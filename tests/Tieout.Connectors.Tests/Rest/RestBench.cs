using Tieout.Connect;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>A book of time entries behind a manifest, for the conformance of sources.</summary>
internal sealed class RestBench(RestUnderTest rest, EntryBook book, string resource) : ISourceBench
{
    private bool _isBroken;
    private int _toTurnDown;
    private bool _hasNews;

    public int PageSize => 4;

    public string TimeFeed => "entries";

    public int TurnedDown { get; private set; }

    /// <summary>Time by the resource, and people as master data.</summary>
    /// <param name="resource">How pages and changes of time are asked for.</param>
    public static async Task<ISourceBench> StartAsync(string resource)
    {
        var rest = await RestUnderTest.StartAsync();
        var bench = new RestBench(rest, new EntryBook(), resource);
        rest.Server.Answer = bench.Answer;
        return bench;
    }

    public ISource Open() => rest.Source(Manifest());

    public ISource OpenWithWrongSettings() => rest.Source(Manifest(), "wrong");

    public Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    )
    {
        foreach (var (i, id) in ids.Index())
        {
            book.Add(id, sharedStamp && i > 0);
        }

        return Task.CompletedTask;
    }

    public Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        rest.Clock.AdvanceMinutes(1);
        book.Edit(id);
        return Task.CompletedTask;
    }

    public Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in before)
        {
            book.Add(id);
        }

        book.AddBroken("broken-1");
        foreach (var id in after)
        {
            book.Add(id);
        }

        return Task.FromResult("broken-1");
    }

    public Task MendAsync(CancellationToken cancellationToken)
    {
        rest.Clock.AdvanceMinutes(1);
        book.Mend("broken-1");
        return Task.CompletedTask;
    }

    public Task<bool> TryCauseAsync(SourceTrouble trouble, CancellationToken cancellationToken)
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                book.AddLate("late");
                break;
            case SourceTrouble.Deletion:
                rest.Clock.AdvanceMinutes(1);
                book.Delete("003");
                break;
            case SourceTrouble.Throttling:
                _toTurnDown = 1;
                break;
            case SourceTrouble.NewField:
                _hasNews = true;
                break;
            case SourceTrouble.MissingField:
                book.AddOdd("odd", hasDay: false);
                break;
            case SourceTrouble.NewWord:
                book.AddOdd("odd", state: "teleported");
                break;
            default:
                // A key in a header opens no session.
                return Task.FromResult(false);
        }

        return Task.FromResult(true);
    }

    public Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        _isBroken = true;
        return Task.FromResult("people");
    }

    public ValueTask DisposeAsync() => rest.DisposeAsync();

    private TestAnswer Answer(TestRequest request) =>
        request.Headers.GetValueOrDefault("X-Key") is not "s3cret" ? new TestAnswer("{}", 401)
        : _toTurnDown-- > 0 ? TurnDown()
        : request.Path.StartsWith("entries/", StringComparison.Ordinal)
            ? new TestAnswer("{}", book.Has(request.Path["entries/".Length..]) ? 200 : 404)
        : request.Path is "people" ? new TestAnswer("""[{ "code": "R-7", "name": "Ada" }]""")
        : _isBroken ? new TestAnswer("{}", 500)
        : _hasNews
            ? new TestAnswer(
                book.List(request)
                    .Body.Replace(
                        "\"id\":",
                        "\"mood\":{\"a\":[1]},\"id\":",
                        StringComparison.Ordinal
                    )
            )
        : book.List(request);

    private TestAnswer TurnDown()
    {
        TurnedDown++;
        return new TestAnswer("{}", 429) { Headers = { ["Retry-After"] = "0" } };
    }

    private string Manifest() =>
        $$"""
            manifest: 1
            system: Acme
            secrets: { key: env:UNSET }
            auth: { kind: header, header: X-Key, secret: key }
            check: { path: people }
            resources:
              people:
                feed: resources
                path: people
                fields: { code: code, name: name }
              entries:
                feed: time
                path: entries
                records: entries
            {{resource}}
                fields:
                  id: id
                  updated_at: { path: changed, as: unix-seconds }
                  project: project.code
                  resource: user
                  work_date: day
                  minutes: minutes
                  status: { path: state, map: { done: approved } }
            """;
}
