namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A task within a project.</summary>
public readonly record struct TaskCode(string Value) : IIdentifier<TaskCode>
{
    public static TaskCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
