namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A line of a contract; unique within it.</summary>
public readonly record struct ContractLineId(string Value) : IIdentifier<ContractLineId>
{
    public static ContractLineId Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
