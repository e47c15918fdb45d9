using System.ComponentModel.DataAnnotations;

namespace Tieout.Sandbox.Firm;

/// <summary>Which firm is made up: the same options give the same facts, to the byte.</summary>
public sealed record FirmOptions
{
    /// <summary>Fewest entries with which every kind of dirt still occurs.</summary>
    public const int EntriesMin = 500;

    /// <summary>Most entries; they are streamed, never held.</summary>
    public const int EntriesMax = 1_000_000;

    /// <summary>Decides every draw. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Distinct time entries of the quarter: 500 to 1,000,000. Default 12,000.</summary>
    [Range(EntriesMin, EntriesMax)]
    public int Entries { get; init; } = 12_000;

    /// <summary>
    /// One for each 300 entries, and no more than this: beyond, engagements grow and not their number.
    /// 16 to 5,000. Default 400.
    /// </summary>
    [Range(16, 5_000)]
    public int EngagementsMax { get; init; } = 400;

    /// <summary>First day of the quarter. Default 2026-07-01.</summary>
    public LocalDate FirstDay { get; init; } = new(2026, 7, 1);

    /// <summary>Name of the system that the records come from. Default <c>chronos</c>.</summary>
    public string System { get; init; } = "chronos";
}
