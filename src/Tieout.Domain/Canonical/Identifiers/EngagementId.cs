namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A contract number: one contract or statement of work with all its amendments.</summary>
public readonly record struct EngagementId(string Value) : IIdentifier<EngagementId>
{
    public static EngagementId Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
