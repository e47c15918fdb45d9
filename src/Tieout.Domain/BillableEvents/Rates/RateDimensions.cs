using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>The seven dimensions that a rate line may name, as one comparable key.</summary>
/// <remarks>Values of a line and of work are equal only if the texts are, letter case included.</remarks>
internal readonly record struct RateDimensions(
    string? Resource,
    string? Task,
    string? Role,
    string? Grade,
    string? Location,
    string? ResourcingUnit,
    string? WorkType
)
{
    private const int ResourceBit = 64;
    private const int TaskBit = 32;
    private const int RoleBit = 16;
    private const int GradeBit = 8;
    private const int LocationBit = 4;
    private const int ResourcingUnitBit = 2;
    private const int WorkTypeBit = 1;

    /// <summary>A larger number is more specific: resource outweighs all that follow it.</summary>
    public int Specificity =>
        (Resource is null ? 0 : ResourceBit)
        | (Task is null ? 0 : TaskBit)
        | (Role is null ? 0 : RoleBit)
        | (Grade is null ? 0 : GradeBit)
        | (Location is null ? 0 : LocationBit)
        | (ResourcingUnit is null ? 0 : ResourcingUnitBit)
        | (WorkType is null ? 0 : WorkTypeBit);

    public static RateDimensions Of(RateMatch match) =>
        new(
            match.Resource?.Value,
            match.Task?.Value,
            match.Role,
            match.Grade,
            match.Location,
            match.ResourcingUnit,
            match.WorkType
        );

    public static RateDimensions Of(RateContext context) =>
        new(
            context.Resource?.Value,
            context.Task?.Value,
            context.Role,
            context.Grade,
            context.Location,
            context.ResourcingUnit,
            context.WorkType
        );

    /// <summary>Only the dimensions that lines of this specificity name.</summary>
    public RateDimensions Masked(int specificity) =>
        new(
            (specificity & ResourceBit) == 0 ? null : Resource,
            (specificity & TaskBit) == 0 ? null : Task,
            (specificity & RoleBit) == 0 ? null : Role,
            (specificity & GradeBit) == 0 ? null : Grade,
            (specificity & LocationBit) == 0 ? null : Location,
            (specificity & ResourcingUnitBit) == 0 ? null : ResourcingUnit,
            (specificity & WorkTypeBit) == 0 ? null : WorkType
        );

    /// <summary>How many of the dimensions that a line names differ from the work's.</summary>
    public int DifferencesFrom(RateDimensions work) =>
        Differs(Resource, work.Resource)
        + Differs(Task, work.Task)
        + Differs(Role, work.Role)
        + Differs(Grade, work.Grade)
        + Differs(Location, work.Location)
        + Differs(ResourcingUnit, work.ResourcingUnit)
        + Differs(WorkType, work.WorkType);

    private static int Differs(string? named, string? actual) =>
        named is null || string.Equals(named, actual, StringComparison.Ordinal) ? 0 : 1;
}
