namespace Tieout.Bench.Pipeline;

/// <summary>One stage of one run, all waves together.</summary>
/// <param name="Entries">What the stage worked on: rows read, open work, invoiced work, events.</param>
/// <param name="Seconds">Wall clock.</param>
/// <param name="RawSeconds">
/// The raw limit: inserting the bytes that the stage stored (for tables: the events they are made
/// from) into the same store; none where nothing is stored.
/// </param>
/// <param name="CollectingSeconds">Wall clock for which the garbage collector held everything up.</param>
/// <param name="PeakMebibytes">Highest resident memory of the process in the stage.</param>
internal sealed record StageResult(
    string Name,
    long Entries,
    double Seconds,
    double? RawSeconds,
    double ProcessorSeconds,
    double CollectingSeconds,
    long AllocatedBytes,
    double PeakMebibytes
)
{
    public double PerSecond => Entries / Seconds;

    public double? RawPerSecond => Entries / RawSeconds;

    /// <summary>Share of the raw limit that the stage reaches.</summary>
    public double? OfRaw => RawSeconds / Seconds;

    public double MicrosecondsEach => Seconds * 1e6 / Entries;

    /// <summary>What is left of a comparison when the machine is busy with something else.</summary>
    public double ProcessorMicrosecondsEach => ProcessorSeconds * 1e6 / Entries;

    public double CollectingMicrosecondsEach => CollectingSeconds * 1e6 / Entries;

    /// <summary>The same in each run, however busy the machine is.</summary>
    public double AllocatedBytesEach => (double)AllocatedBytes / Entries;
}
