namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>Says that records of a week have parts that are kept with them, one for each month.</summary>
/// <param name="Into">Object of the parts.</param>
/// <param name="Whole">Its reference to the record that they are parts of.</param>
/// <param name="Start">First day, of the record and of its parts.</param>
/// <param name="End">Last day, likewise.</param>
/// <param name="Copied">Fields that parts have from the whole.</param>
/// <param name="ByDay">Fields of single days; <c>{day}</c> stands for the weekday's name.</param>
internal sealed record MonthParts(
    string Into,
    string Whole,
    string Start,
    string End,
    IReadOnlyList<string> Copied,
    IReadOnlyList<string> ByDay
);
