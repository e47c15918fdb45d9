namespace Tieout.Bench.Pipeline;

/// <summary>One run of the pipeline.</summary>
/// <param name="Entries">Distinct time entries of the quarter.</param>
/// <param name="RawBytesEach">Of the raw table, by entry.</param>
/// <param name="Memory">After each wave.</param>
internal sealed record RunResult(
    string Store,
    int Entries,
    IReadOnlyList<StageResult> Stages,
    long Events,
    long Documents,
    long LogBytesEach,
    long TableBytesEach,
    long RawBytesEach,
    IReadOnlyList<WaveMemory> Memory
);
