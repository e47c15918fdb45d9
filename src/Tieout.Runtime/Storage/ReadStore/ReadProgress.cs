namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>How far the read tables are, and whose they are: one row beside them.</summary>
internal static class ReadProgress
{
    public static RowStatement Claim { get; } =
        new("UPDATE progress SET epoch = epoch + 1, owner = @owner WHERE id = 1");

    /// <summary>Within a page whose beginning has checked the epoch and the offset.</summary>
    public static RowStatement Advance { get; } =
        new("UPDATE progress SET done = @done WHERE id = 1");

    public static IEnumerable<string> Definitions(
        IReadOnlyList<ReadTable> tables,
        string text,
        string options
    ) =>
        [
            $"CREATE TABLE progress(id bigint PRIMARY KEY, done bigint NOT NULL, "
                + $"epoch bigint NOT NULL, owner {text} NOT NULL)",
            "INSERT INTO progress VALUES (1, 0, 0, '')",
            .. tables.SelectMany(table => table.Definition(text, options)),
        ];
}
