namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A piece of work: <c>time/chronos/4711</c>; kind, source system and the source's own id.</summary>
public readonly record struct WorkId(string Value) : IIdentifier<WorkId>
{
    public static WorkId Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
