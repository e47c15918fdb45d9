namespace Tieout.Bench.Storage;

/// <summary>What the log bench runs; see <c>--help</c>.</summary>
internal sealed record LogBenchSettings
{
    public required string Store { get; init; }

    public string? Path { get; init; }

    public string? Connection { get; init; }

    public required int Rows { get; init; }

    public required int Bytes { get; init; }

    public required int Streams { get; init; }

    public required int Producers { get; init; }

    public required IReadOnlyList<int> Batches { get; init; }

    public required bool Keys { get; init; }
}
