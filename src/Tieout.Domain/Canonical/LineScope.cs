using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Which work a contract line claims; a list left out claims all.</summary>
public sealed record LineScope(
    ValueList<ProjectCode>? Projects = null,
    ValueList<TaskCode>? Tasks = null
)
{
    public static LineScope Everything { get; } = new();

    public bool Covers(ProjectCode project, TaskCode? task) =>
        (Projects is null || Projects.Contains(project))
        && (Tasks is null || (task is { } named && Tasks.Contains(named)));
}
