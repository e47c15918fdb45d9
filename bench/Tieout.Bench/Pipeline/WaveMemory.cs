namespace Tieout.Bench.Pipeline;

/// <summary>What the hub holds in memory when a wave is billed, delivered and paid.</summary>
/// <param name="Taken">Pieces of work taken in so far.</param>
/// <param name="Open">Those that are neither paid nor non-billable.</param>
/// <param name="Mebibytes">Live managed memory, everything still running.</param>
internal sealed record WaveMemory(string Wave, long Taken, long Open, double Mebibytes);
