using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Files;

namespace Tieout.Connectors.Tests.Files;

/// <summary>A folder that exports are dropped in, one file for each change.</summary>
internal sealed class FilesBench : ISourceBench
{
    private readonly InboxFolder _folder = new();
    private int _drops;
    private int _version;
    private string _header = InboxFolder.Header;

    public int PageSize => _folder.Options.PageSize;

    public string TimeFeed => "time";

    public int TurnedDown => 0;

    public ISource Open() => _folder.Open();

    public ISource OpenWithWrongSettings() =>
        new FilesSource(_folder.Options with { Folder = _folder.At("missing") }, _folder.Clock);

    public Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    )
    {
        // Two files, so that pages end within files and between them.
        var half = ids.Count / 2;
        Drop(ids.Take(half), sharedStamp);
        Drop(ids.Skip(half), sharedStamp);
        return Task.CompletedTask;
    }

    public Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        Drop([Row(id, "1.5", ++_version)]);
        return Task.CompletedTask;
    }

    public Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    )
    {
        Drop([
            .. before.Select(x => Row(x, "1", ++_version)),
            Row("broken", "25", ++_version),
            .. after.Select(x => Row(x, "1", ++_version)),
        ]);
        return Task.FromResult($".csv:{before.Count + 2}");
    }

    public Task MendAsync(CancellationToken cancellationToken) =>
        EditTimeAsync("broken", cancellationToken);

    public Task<bool> TryCauseAsync(SourceTrouble trouble, CancellationToken cancellationToken)
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                // By its name it comes before everything that was read.
                _folder.Drop("time-000.csv", InboxFolder.Header + Row("late", "1", ++_version));
                break;
            case SourceTrouble.Deletion:
                _folder.Drop(
                    "time-gone.csv",
                    "id,version,project,resource,work_date,hours,status,deleted\n"
                        + Row("003", "1", ++_version).TrimEnd(',', '\n')
                        + ",true\n"
                );
                break;
            case SourceTrouble.NewField:
                _header = InboxFolder.Header.Replace("note", "mood", StringComparison.Ordinal);
                break;
            case SourceTrouble.MissingField:
                Drop([
                    Row("odd", "1", ++_version).Replace("2026-10-14", "", StringComparison.Ordinal),
                ]);
                break;
            case SourceTrouble.NewWord:
                Drop([
                    Row("odd", "1", ++_version)
                        .Replace("approved", "teleported", StringComparison.Ordinal),
                ]);
                break;
            default:
                // Nobody logs in to a folder, and it turns nobody down.
                return Task.FromResult(false);
        }

        return Task.FromResult(true);
    }

    public Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        _folder.Drop("time.csv", "these are no columns\n");
        _folder.Drop("customers.csv", "code,name,country\nC-1,Acme,DE\n");
        return Task.FromResult("customers");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Drop(IEnumerable<string> ids, bool sharedStamp) =>
        Drop(ids.Select(id => Row(id, "1", sharedStamp ? _version : ++_version)));

    private void Drop(IEnumerable<string> rows)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"time-{++_drops:D3}.csv");
        _folder.Drop(name, _header + string.Concat(rows));
    }

    private static string Row(string id, string hours, int version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id},{version},P-1,R-7,2026-10-14,{hours},approved,\n"
        );
}
