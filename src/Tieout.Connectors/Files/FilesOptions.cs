using System.ComponentModel.DataAnnotations;

namespace Tieout.Connectors.Files;

/// <summary>Settings of one folder that exports are dropped in.</summary>
public sealed record FilesOptions
{
    /// <summary>The connection's name; part of each origin and of each work's identity.</summary>
    public required string System { get; init; }

    /// <summary>Where exports arrive; <c>done</c> and <c>rejected</c> are made below it.</summary>
    public required string Folder { get; init; }

    /// <summary>How a complete file is known; by its name when not set.</summary>
    public CompletionRule Completion { get; init; } = CompletionRule.Rename;

    /// <summary>
    /// How long a file must not have changed, in length and time, to count as complete by its name;
    /// 5 seconds by default. Zero takes a file as it is found. Markers and checksums need none.
    /// </summary>
    public Duration Settle { get; init; } = Duration.FromSeconds(5);

    /// <summary>
    /// Rows on a page, accepted and rejected: 1 to 10,000; 5,000 by default. What an engagement has
    /// on a page is decided and stored together, so that a large page costs less for each row.
    /// </summary>
    [Range(1, 10_000)]
    public int PageSize { get; init; } = 5_000;

    /// <summary>Between the fields of a CSV file; a comma by default, <c>;</c> is common.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Longest field in characters: 100 to 1,000,000; 10,000 by default.</summary>
    [Range(100, 1_000_000)]
    public int FieldLengthMax { get; init; } = 10_000;

    /// <summary>Longest row in bytes, all its lines: 1,000 to 64 MiB; 2 MiB by default.</summary>
    [Range(1_000, 64 * 1024 * 1024)]
    public int RowBytesMax { get; init; } = 2 * 1024 * 1024;

    /// <summary>Largest file in bytes; a larger one is rejected unread. 4 GiB by default.</summary>
    [Range(1L, long.MaxValue)]
    public long FileBytesMax { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// Most rows in one drop of contracts, amendments or rate cards, which are put together in
    /// memory; 200,000 by default.
    /// </summary>
    [Range(1, 5_000_000)]
    public int GroupedRowsMax { get; init; } = 200_000;

    /// <summary>
    /// Rejects a last line without a line end even where it can be read: a cut-off number can look
    /// like a number. Off by default, because many exporters leave the last line end out.
    /// </summary>
    public bool RequireFinalLineEnd { get; init; }
}
