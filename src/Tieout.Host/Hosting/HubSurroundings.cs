namespace Tieout.Host.Hosting;

/// <summary>What a hub takes from the machine that it runs on.</summary>
/// <param name="Clock">Says what day it is: which billing runs are due.</param>
/// <param name="Time">Runs delays and time-outs.</param>
/// <param name="Patience">
/// How long one run waits in all for targets that do not answer: zero to an hour.
/// </param>
public sealed record HubSurroundings(IClock Clock, TimeProvider Time, Duration Patience)
{
    /// <summary>After so many rounds a run ends, though there is more to do. Default 1,000.</summary>
    public int RoundsMax { get; init; } = 1_000;

    /// <summary>Gets warnings of connectors, a line each.</summary>
    public TextWriter Warnings { get; init; } = Console.Error;

    /// <summary>The machine's own clock; half a minute of patience.</summary>
    public static HubSurroundings Standard { get; } =
        new(SystemClock.Instance, TimeProvider.System, Duration.FromSeconds(30));
}
