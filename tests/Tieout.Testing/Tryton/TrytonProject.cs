namespace Tieout.Testing.Tryton;

/// <summary>A project and where its time is booked.</summary>
/// <param name="Id">Id of the project.work.</param>
/// <param name="Work">Id of the project's own timesheet.work.</param>
/// <param name="Tasks">Ids of the tasks' timesheet.work, by task name.</param>
public sealed record TrytonProject(int Id, int Work, IReadOnlyDictionary<string, int> Tasks);
