namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>The answer to "what does this hour cost?". No answer is never a price of zero.</summary>
/// <remarks>Source: domain rules §1 (S4) and §5.</remarks>
public abstract record RateResolution
{
    private RateResolution() { }

    /// <summary>Exactly one price is left.</summary>
    public sealed record Found(AppliedRate Applied) : RateResolution;

    /// <summary>No line of any card applies: blocks the work with NO_RATE.</summary>
    public sealed record Missing : RateResolution
    {
        public static Missing Instance { get; } = new();
    }

    /// <summary>Equal rank, different prices: blocks the work with AMBIGUOUS_RATE.</summary>
    /// <param name="Candidates">At least two, ordered by card and line.</param>
    public sealed record Ambiguous(IReadOnlyList<AppliedRate> Candidates) : RateResolution;
}
