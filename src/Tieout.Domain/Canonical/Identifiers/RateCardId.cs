namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A rate card.</summary>
public readonly record struct RateCardId(string Value) : IIdentifier<RateCardId>
{
    public static RateCardId Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
