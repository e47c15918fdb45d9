using System.Security.Cryptography;
using System.Text;

namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>How far the read tables are, whose they are, and which version's: beside them.</summary>
internal static class ReadProgress
{
    /// <summary>What the name of every mark begins with.</summary>
    public const string MarkPrefix = "shape_";

    /// <summary>
    /// Goes up when what is written into the same columns means something else: then tables that an
    /// earlier version has filled are filled anew.
    /// </summary>
    private const int Meaning = 2;

    public static RowStatement Claim { get; } =
        new("UPDATE progress SET epoch = epoch + 1, owner = @owner WHERE id = 1");

    /// <summary>Within a page whose beginning has checked the epoch and the offset.</summary>
    public static RowStatement Advance { get; } =
        new("UPDATE progress SET done = @done WHERE id = 1");

    /// <summary>The empty table that stands beside tables of this shape and meaning, and no others.</summary>
    public static string MarkOf(IReadOnlyList<ReadTable> tables)
    {
        var shape = string.Join(';', tables.SelectMany(x => x.Definition("text", string.Empty)));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{Meaning};{shape}"));
        return MarkPrefix + Convert.ToHexStringLower(digest.AsSpan(0, 8));
    }

    public static IEnumerable<string> Definitions(
        IReadOnlyList<ReadTable> tables,
        string text,
        string options
    ) =>
        [
            $"CREATE TABLE progress(id bigint PRIMARY KEY, done bigint NOT NULL, "
                + $"epoch bigint NOT NULL, owner {text} NOT NULL)",
            "INSERT INTO progress VALUES (1, 0, 0, '')",
            $"CREATE TABLE {MarkOf(tables)}(id bigint)",
            .. tables.SelectMany(table => table.Definition(text, options)),
        ];
}
