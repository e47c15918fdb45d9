using System.Diagnostics;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.TimeValidation;

/// <summary>Rounds to a step of the clock or of a duration.</summary>
/// <param name="Step">In the unit of the value; zero for no rounding.</param>
/// <remarks>Source: domain rules §6.4; at exactly half nearest goes up, where Kimai goes down.</remarks>
public readonly record struct TimeIncrement(decimal Step, IncrementDirection Direction)
{
    /// <summary>A multiple of the step; the value itself without a step.</summary>
    public decimal Round(decimal value)
    {
        Invariant.Require(Step >= 0m, "a rounding step is not negative");
        if (Step == 0m)
        {
            return value;
        }

        var steps = value / Step;
        return Step
            * Direction switch
            {
                IncrementDirection.Up => decimal.Ceiling(steps),
                IncrementDirection.Down => decimal.Floor(steps),
                IncrementDirection.Nearest => decimal.Floor(steps + 0.5m),
                _ => throw new UnreachableException(),
            };
    }
}
