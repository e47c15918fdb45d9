using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Projects with the names of their tasks.</summary>
/// <remarks>
/// A task's code is its name, which is what rate cards and contracts can name. A change of a work
/// also shows in the project it belongs to and in those below, which may inherit its engagement.
/// </remarks>
internal sealed class ProjectFeed(TrytonRpc rpc, TrytonOptions options) : ITrytonFeed
{
    private const string Model = "project.work";

    public Feed Feed { get; } =
        new("projects", IsMasterData: true) { ReadableWithin = options.Overlap };

    public IReadOnlyList<ScanTarget> Scans { get; } = [new(Model, [])];

    public async Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        var batch = new FeedBatch(options);
        var tree = await WorkTree.UpAsync(rpc, options, ids, cancellationToken);
        await tree.AddBelowAsync(rpc, cancellationToken);
        var tasks = tree
            .Rows.Where(row => !row.IsProject)
            .ToLookup(row => tree.ProjectOf(row)?.Id ?? 0);
        var changed = ids.ToHashSet();
        foreach (var project in tree.Rows.Where(row => row.IsProject))
        {
            var known = tasks[project.Id].ToArray();
            if (!known.Append(project).Concat(tree.Above(project)).Any(Changed))
            {
                continue;
            }

            // What it inherits counts as its own change.
            var version = known.Append(project).Concat(tree.Above(project)).Max(row => row.Stamp);
            Add(batch, tree, project, known, version);
        }

        return batch;

        bool Changed(WorkRow row) => changed.Contains(row.Id);
    }

    private static void Add(
        FeedBatch batch,
        WorkTree tree,
        WorkRow project,
        IReadOnlyList<WorkRow> tasks,
        long version
    )
    {
        if (tree.EngagementOf(project) is not { } engagement)
        {
            batch.Reject(
                Model,
                project.Id,
                "tryton.no-engagement",
                "name",
                "The name of the project, or of one above it, must begin with the engagement, as "
                    + "in 'ENG-100 / P-7 / Rollout'."
            );
            return;
        }

        var code = tree.CodeOf(project);
        if (
            !batch.Identifies(Model, project.Id, "name", engagement)
            || !batch.Identifies(Model, project.Id, "name", code)
            || !tasks.All(task => batch.Identifies(Model, task.Id, "name", task.Name.Trim()))
        )
        {
            return;
        }

        batch.Accept(
            Model,
            project.Id,
            new Project(
                ProjectCode.Parse(code),
                version,
                EngagementId.Parse(engagement),
                tree.NameOf(project),
                [.. tasks.Select(task => TaskCode.Parse(task.Name.Trim())).Distinct()]
            )
        );
    }
}
