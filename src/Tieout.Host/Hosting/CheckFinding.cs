namespace Tieout.Host.Hosting;

/// <summary>One thing that was checked.</summary>
/// <param name="What">A system, a secret, a legal entity.</param>
/// <param name="Message">That it works, or what is wrong and what next.</param>
public sealed record CheckFinding(string What, bool IsGood, string Message)
{
    /// <summary>Nothing is wrong with it yet, and somebody may want to know.</summary>
    public bool IsNote { get; init; }
}
