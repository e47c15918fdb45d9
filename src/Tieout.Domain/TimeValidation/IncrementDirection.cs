namespace Tieout.Domain.TimeValidation;

/// <summary>Where time between two increments goes.</summary>
public enum IncrementDirection
{
    Up,
    Down,

    /// <summary>Exactly half goes up.</summary>
    Nearest,
}
