namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A project by the code people book time on; unique in the firm.</summary>
public readonly record struct ProjectCode(string Value) : IIdentifier<ProjectCode>
{
    public static ProjectCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
