namespace Tieout.Bench.Pipeline;

/// <summary>What the pipeline bench runs; see <c>--help</c>.</summary>
internal sealed record PipelineSettings
{
    public required string Store { get; init; }

    public required string? Connection { get; init; }

    /// <summary>Where files and stores go; a folder of its own is made in it and removed.</summary>
    public required string? Path { get; init; }

    /// <summary>One run each, smallest first.</summary>
    public required IReadOnlyList<int> Entries { get; init; }

    public required int EngagementsMax { get; init; }

    public required int PageSize { get; init; }

    public required bool IsJson { get; init; }
}
