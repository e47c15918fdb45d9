using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Testing.Faults;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>A Tryton with one project; a line's name for the test is in its description.</summary>
internal sealed class TrytonSourceBench(TrytonDatabase database, TrytonTestBench bench)
    : ISourceBench
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly AnswerLoser _proxy = new(database.Server.Address);
    private int _person;
    private TrytonProject? _project;

    public int PageSize => 4;

    public string TimeFeed => "time";

    public int TurnedDown => 0;

    public ISource Open()
    {
        var options = database.OptionsWith(_proxy.Address, PageSize);
        return new RenamedSource(
            new TrytonSource(database.Connect(options), options, SystemClock.Instance),
            _ids
        );
    }

    public ISource OpenWithWrongSettings() =>
        new TrytonSource(
            database.Connect(password: "wrong"),
            database.Options,
            SystemClock.Instance
        );

    public async Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    )
    {
        // One call is one transaction and one stamp.
        foreach (var some in sharedStamp ? [ids] : ids.Select(id => (IReadOnlyList<string>)[id]))
        {
            await AddAsync(some, 60m, cancellationToken);
        }
    }

    public Task EditTimeAsync(string id, CancellationToken cancellationToken) =>
        bench.Rpc.WriteAsync(
            "timesheet.line",
            [_lines[id]],
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["duration"] = Effort.OfMinutes(90m),
            },
            cancellationToken
        );

    public async Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    )
    {
        await AddAsync(before, 60m, cancellationToken);
        // 25 hours of a day.
        await AddAsync(["broken"], 1500m, cancellationToken);
        await AddAsync(after, 60m, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"timesheet.line,{_lines["broken"]}");
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
                await bench.Rpc.PressAsync(
                    "timesheet.line",
                    "delete",
                    [_lines["003"]],
                    cancellationToken
                );
                return true;
            case SourceTrouble.ExpiredSession:
                await bench.EndAllSessionsAsync(cancellationToken);
                return true;
            default:
                // It sets its own stamps, keeps its own lists of states, and turns nobody down.
                return false;
        }
    }

    public async Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        await AddAsync(["001"], 60m, cancellationToken);
        _proxy.Refuse("timesheet.line");
        return "projects";
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task AddAsync(
        IReadOnlyList<string> names,
        decimal minutes,
        CancellationToken cancellationToken
    )
    {
        if (_project is null)
        {
            _person = await bench.AddEmployeeAsync("E-1", "Ida Ito", cancellationToken);
            _project = await bench.AddProjectAsync(
                "ENG-1 / P-1 / Rollout",
                null,
                [],
                cancellationToken
            );
        }

        var day = new LocalDate(2026, 11, 16);
        var ids = await bench.AddLinesAsync(
            names.Select(name => new TrytonLine(
                _person,
                _project.Work,
                day,
                Effort.OfMinutes(minutes),
                name
            )),
            cancellationToken
        );
        foreach (var (name, id) in names.Zip(ids))
        {
            _lines[name] = id;
            _ids[name] = id.ToString(CultureInfo.InvariantCulture);
        }
    }
}
