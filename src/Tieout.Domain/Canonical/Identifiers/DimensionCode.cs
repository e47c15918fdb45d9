namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>What lines of a ledger are analysed by: <c>practice</c>, <c>region</c>.</summary>
public readonly record struct DimensionCode(string Value) : IIdentifier<DimensionCode>
{
    public static DimensionCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
