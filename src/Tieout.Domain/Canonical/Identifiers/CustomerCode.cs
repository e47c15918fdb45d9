namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A customer by the code that the hub's systems agree on.</summary>
public readonly record struct CustomerCode(string Value) : IIdentifier<CustomerCode>
{
    public static CustomerCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
