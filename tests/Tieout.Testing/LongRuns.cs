namespace Tieout.Testing;

/// <summary>What <c>./test --long</c> does beside what every run does.</summary>
public static class LongRuns
{
    /// <summary>Whether it was asked for.</summary>
    public static bool AreAskedFor =>
        Environment.GetEnvironmentVariable("TIEOUT_LONG") is { Length: > 0 };

    /// <summary>How many rounds a suite has.</summary>
    public static int Or(int rounds, int standard) => AreAskedFor ? rounds : standard;
}
