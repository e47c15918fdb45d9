namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>A value of a dimension: <c>practice=CLOUD</c>.</summary>
public readonly record struct DimensionSetting(string Value) : IIdentifier<DimensionSetting>
{
    private const char Separator = '=';

    public DimensionCode Dimension =>
        new(Value[..Value.IndexOf(Separator, StringComparison.Ordinal)]);

    /// <summary>The value as the ledger knows it: <c>CLOUD</c>.</summary>
    public string Code => Value[(Value.IndexOf(Separator, StringComparison.Ordinal) + 1)..];

    public static DimensionSetting Of(DimensionCode dimension, string code) =>
        Parse($"{dimension}{Separator}{code}");

    public static DimensionSetting Parse(string value) =>
        IsValid(value)
            ? new(value)
            : throw new FormatException(
                $"'{value}' is no dimension with its value: practice=CLOUD."
            );

    /// <summary>
    /// A dimension and a value, both identifiers, with one equals sign between; a semicolon stands between
    /// two of them in files.
    /// </summary>
    public static bool IsValid(string? value) =>
        Identifier.IsValid(value)
        && !value!.Contains(';', StringComparison.Ordinal)
        && value.Split(Separator) is [var dimension, var code]
        && Identifier.IsValid(dimension)
        && Identifier.IsValid(code);

    public override string ToString() => Value;
}
