namespace Tieout.Domain.Invoicing.Capping;

/// <summary>How much of a piece of work the caps have room for.</summary>
/// <param name="Beyond">The cap that says what becomes of the rest; none when all of it fits.</param>
internal sealed record CapFit(CapUse Use, AgreedCap? Beyond)
{
    /// <summary>Not even a part fits.</summary>
    public bool IsNothing => Beyond is not null && Use.Amount.IsZero && Use.Hours.IsZero;
}
