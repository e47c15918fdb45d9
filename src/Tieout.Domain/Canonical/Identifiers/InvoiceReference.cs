namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>The hub's own reference of an invoice or credit memo; sent to every target.</summary>
public readonly record struct InvoiceReference(string Value) : IIdentifier<InvoiceReference>
{
    public static InvoiceReference Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
