namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A person who works: the worker id.</summary>
public readonly record struct ResourceCode(string Value) : IIdentifier<ResourceCode>
{
    public static ResourceCode Parse(string value) => new(Identifier.Checked(value));

    public override string ToString() => Value;
}
