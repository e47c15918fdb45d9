using Tieout.Domain.Amounts;

namespace Tieout.Testing.Tryton;

/// <summary>A timesheet line to be entered.</summary>
/// <param name="Employee">Id of the company.employee.</param>
/// <param name="Work">Id of the timesheet.work.</param>
public sealed record TrytonLine(
    int Employee,
    int Work,
    LocalDate Date,
    Effort Effort,
    string? Note = null
);
