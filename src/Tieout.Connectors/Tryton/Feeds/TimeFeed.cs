using System.Globalization;
using System.Text.Json.Serialization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Timesheet lines on projects and tasks.</summary>
/// <remarks>
/// A line whose duration was set to zero counts as deleted: that is how people take time back
/// where they may not delete.
/// </remarks>
internal sealed class TimeFeed(TrytonRpc rpc, TrytonOptions options) : ITrytonFeed
{
    public const string Model = "timesheet.line";
    private const string WorkModel = "project.work";
    private static readonly Effort Day = Effort.OfHours(24m);

    public Feed Feed { get; } =
        new("time", IsMasterData: false)
        {
            Deletions = options.DeletionDays > 0 ? Deletions.Noticed : Deletions.Unnoticed,
            ReadableWithin = options.Overlap,
        };

    public IReadOnlyList<ScanTarget> Scans { get; } = [new(Model, [])];

    public WorkId IdOf(int line) =>
        WorkId.Parse(string.Create(CultureInfo.InvariantCulture, $"time/{options.System}/{line}"));

    public async Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        var batch = new FeedBatch(options);
        var rows = await rpc.SearchReadAsync<LineRow>(
            new(
                Model,
                [new object[] { "id", "in", ids }],
                [
                    "date",
                    "duration",
                    "description",
                    "employee.party.code",
                    "work.origin",
                    "create_date",
                    "write_date",
                ]
            ),
            cancellationToken
        );
        var tree = await WorkTree.UpAsync(
            rpc,
            options,
            rows.Select(row => row.ProjectWork).OfType<int>(),
            cancellationToken
        );
        foreach (var row in rows)
        {
            Add(batch, row, tree);
        }

        return batch;
    }

    private void Add(FeedBatch batch, LineRow row, WorkTree tree)
    {
        var reported = new ReportedWork(IdOf(row.Id), row.Duration);
        var work = row.ProjectWork is { } id ? tree.Find(id) : null;
        if (work is null || tree.ProjectOf(work) is not { } project)
        {
            batch.Reject(
                Model,
                row.Id,
                "tryton.no-project",
                "work",
                "The time is booked on work that belongs to no project.",
                reported
            );
            return;
        }

        if (row.Duration < Effort.Zero || row.Duration > Day)
        {
            batch.Reject(
                Model,
                row.Id,
                "tryton.bad-duration",
                "duration",
                $"{row.Duration} is not from 0 to 24 hours.",
                reported with
                {
                    Effort = Effort.Zero,
                }
            );
            return;
        }

        var code = tree.CodeOf(project);
        var person = row.Employee.Party.Code;
        var task = work.IsProject ? null : work.Name.Trim();
        if (
            batch.Identifies(Model, row.Id, "project name", code, reported)
            && batch.Identifies(Model, row.Id, "employee code", person, reported)
            && (task is null || batch.Identifies(Model, row.Id, "task name", task, reported))
        )
        {
            batch.Accept(
                Model,
                row.Id,
                new TimeEntry(
                    IdOf(row.Id),
                    new ChangedRow(row.Id, row.CreateDate, row.WriteDate).Key.Stamp,
                    ProjectCode.Parse(code),
                    ResourceCode.Parse(person),
                    row.Date,
                    row.Duration,
                    options.LinesCountAs,
                    Task: task is null ? null : TaskCode.Parse(task),
                    Note: row.Description,
                    IsDeleted: row.Duration == Effort.Zero
                )
            );
        }
    }

    private sealed record LineRow(
        int Id,
        LocalDate Date,
        Effort Duration,
        string? Description,
        [property: JsonPropertyName("employee.")] EmployeeRow Employee,
        [property: JsonPropertyName("work.")] TimesheetWorkRow Work,
        Instant CreateDate,
        Instant? WriteDate
    )
    {
        // "project.work,12"; a timesheet work may have another origin or none.
        public int? ProjectWork =>
            Work.Origin?.Split(',') is [WorkModel, var id]
            && int.TryParse(id, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }

    private sealed record EmployeeRow([property: JsonPropertyName("party.")] PersonRow Party);

    private sealed record PersonRow(string Code);

    private sealed record TimesheetWorkRow(string? Origin);
}
