using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests;

/// <summary>How a convention is asserted, and how its guard is shown to guard.</summary>
internal static class Guard
{
    /// <summary>Fails with every breach on a line of its own.</summary>
    public static void Holds(IEnumerable<Breach> breaches)
    {
        var found = breaches.Select(breach => breach.ToString()).ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    /// <summary>The rule sees the one breach in an example that has one.</summary>
    public static void Sees(IEnumerable<Breach> breaches, string what)
    {
        var breach = Assert.Single(breaches);
        Assert.Contains(what, breach.ToString(), StringComparison.Ordinal);
    }
}
