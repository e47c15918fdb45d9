namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A company of the firm that invoices and keeps books: <c>UK</c>.</summary>
public readonly record struct LegalEntityCode(string Value) : IIdentifier<LegalEntityCode>
{
    public static LegalEntityCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
