using System.Globalization;
using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Some projects and tasks with everything above them.</summary>
/// <remarks>
/// A project's name is read by the convention of <see cref="TrytonOptions.EngagementSeparator"/>.
/// </remarks>
internal sealed class WorkTree
{
    private const string Model = "project.work";
    private readonly Dictionary<int, WorkRow> _rows = [];
    private readonly TrytonOptions _options;

    private WorkTree(TrytonOptions options) => _options = options;

    public IEnumerable<WorkRow> Rows => _rows.Values;

    /// <summary>The works with these ids and all that they are part of.</summary>
    public static async Task<WorkTree> UpAsync(
        TrytonRpc rpc,
        TrytonOptions options,
        IEnumerable<int> ids,
        CancellationToken cancellationToken
    )
    {
        var tree = new WorkTree(options);
        await tree.AddAsync(rpc, "id", ids, row => row.Parent, cancellationToken);
        return tree;
    }

    /// <summary>Adds everything that is part of what is there already.</summary>
    public Task AddBelowAsync(TrytonRpc rpc, CancellationToken cancellationToken) =>
        AddAsync(rpc, "parent", [.. _rows.Keys], row => row.Id, cancellationToken);

    public WorkRow? Find(int id) => _rows.GetValueOrDefault(id);

    /// <summary>The project that a work is or belongs to.</summary>
    public WorkRow? ProjectOf(WorkRow work) => Upwards(work).FirstOrDefault(x => x.IsProject);

    public string CodeOf(WorkRow project)
    {
        var parts = PartsOf(project);
        return parts.Length == 3
            ? parts[1]
            : _options.ProjectCodePrefix + project.Id.ToString(CultureInfo.InvariantCulture);
    }

    public string NameOf(WorkRow project) => PartsOf(project)[^1];

    /// <summary>From the project's own name, or from the nearest one above that says.</summary>
    public string? EngagementOf(WorkRow project) =>
        Upwards(project)
            .Where(x => x.IsProject)
            .Select(PartsOf)
            .FirstOrDefault(x => x.Length > 1)
            ?[0];

    public IEnumerable<WorkRow> Above(WorkRow work) => Upwards(work).Skip(1);

    /// <summary>A work, and what it is part of, from below.</summary>
    /// <remarks>
    /// The levels are read one after the other: by what was moved meanwhile, a work may seem to be part
    /// of itself, and the way up would have no end.
    /// </remarks>
    private IEnumerable<WorkRow> Upwards(WorkRow work)
    {
        var seen = new HashSet<int>();
        for (var at = work; at is not null && seen.Add(at.Id); at = ParentOf(at))
        {
            yield return at;
        }
    }

    private string[] PartsOf(WorkRow project) =>
        project.Name.Split(_options.EngagementSeparator, 3, StringSplitOptions.TrimEntries);

    private WorkRow? ParentOf(WorkRow work) => work.Parent is { } parent ? Find(parent) : null;

    private async Task AddAsync(
        TrytonRpc rpc,
        string field,
        IEnumerable<int> ids,
        Func<WorkRow, int?> next,
        CancellationToken cancellationToken
    )
    {
        int[] wanted = [.. ids.Distinct()];
        while (wanted.Length > 0)
        {
            var rows = await rpc.SearchReadAsync<WorkRow>(
                new(Model, [new object[] { field, "in", wanted }], WorkRow.Fields),
                cancellationToken
            );
            var added = rows.Where(row => _rows.TryAdd(row.Id, row)).ToArray();
            wanted =
            [
                .. added
                    .Select(next)
                    .OfType<int>()
                    .Where(id => field is "parent" || !_rows.ContainsKey(id))
                    .Distinct(),
            ];
        }
    }
}
