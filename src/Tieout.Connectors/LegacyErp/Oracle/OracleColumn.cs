using Tieout.Connect;

namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>A column of an interface table.</summary>
/// <param name="LengthMax">In characters.</param>
/// <param name="IsText">Words, which are cut where they are longer; anything else is refused.</param>
internal sealed record OracleColumn(string Name, int LengthMax, bool IsText = false)
{
    /// <summary>A value as it may stand in a row: on one line and not too long.</summary>
    /// <exception cref="ConnectorException">It is too long and is no text.</exception>
    public string? Fit(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var plain = ErpText.Plain(value);
        return plain.Length <= LengthMax ? plain
            : IsText ? ErpText.Cut(plain, LengthMax)
            : throw ErpFaults.Refused(
                $"'{plain}' has {plain.Length} characters; {Name} takes {LengthMax}."
            );
    }
}
