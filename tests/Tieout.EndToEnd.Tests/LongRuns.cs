namespace Tieout.EndToEnd.Tests;

/// <summary>More rounds where <c>./test --long</c> asks for them.</summary>
internal static class LongRuns
{
    public static int Or(int rounds, int standard) =>
        "1".Equals(Environment.GetEnvironmentVariable("TIEOUT_LONG"), StringComparison.Ordinal)
            ? rounds
            : standard;
}
