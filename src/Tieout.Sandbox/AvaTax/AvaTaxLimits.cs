using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.AvaTax;

/// <summary>How many calls are answered in a stretch of time.</summary>
/// <remarks>AvaTax names no numbers [U]; a rehearsal sets them.</remarks>
internal sealed class AvaTaxLimits(TimeProvider clock)
{
    private const int CallsMax = 600;

    private volatile SlidingLimit _limit = new(clock, CallsMax, TimeSpan.FromMinutes(1));

    /// <summary>Counts from now on.</summary>
    public void Set(int calls, TimeSpan span) => _limit = new SlidingLimit(clock, calls, span);

    /// <summary>Whether a call is one too many.</summary>
    public bool IsPassed() => _limit.Count() is not null;
}
