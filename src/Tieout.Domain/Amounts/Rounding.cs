namespace Tieout.Domain.Amounts;

/// <summary>How a value that falls between two representable ones is settled.</summary>
/// <remarks>Source: docs/reference/rounding.md; all four are symmetric around zero.</remarks>
public enum Rounding
{
    /// <summary>Half goes away from zero: 0.125 to 0.13, -0.125 to -0.13. The default.</summary>
    HalfUp,

    /// <summary>Half goes to the even neighbour: 0.125 to 0.12.</summary>
    HalfEven,

    /// <summary>Toward zero.</summary>
    Down,

    /// <summary>Away from zero.</summary>
    Up,
}
