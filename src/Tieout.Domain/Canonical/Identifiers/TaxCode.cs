namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A tax code of the firm: <c>GB-S20</c>.</summary>
public readonly record struct TaxCode(string Value) : IIdentifier<TaxCode>
{
    public static TaxCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
