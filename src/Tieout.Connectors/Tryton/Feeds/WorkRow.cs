namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>project.work: a project or a task.</summary>
internal sealed record WorkRow(
    int Id,
    string Name,
    string Type,
    int? Parent,
    Instant CreateDate,
    Instant? WriteDate
)
{
    public static IReadOnlyList<string> Fields { get; } =
    ["name", "type", "parent", "create_date", "write_date"];

    public bool IsProject => Type is "project";

    public long Stamp => new ChangedRow(Id, CreateDate, WriteDate).Key.Stamp;
}
