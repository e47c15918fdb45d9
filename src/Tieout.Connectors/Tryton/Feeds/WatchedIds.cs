using System.IO.Compression;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>A large set of ids as short text: the steps from each to the next, packed.</summary>
/// <remarks>
/// A number of seven bits a byte, low ones first, then Brotli and base 64: some tens of thousands
/// of lines in any pattern. What earlier versions wrote, runs of digits, is read as well.
/// </remarks>
internal static class WatchedIds
{
    private const char Mark = '*';

    public static string Format(IReadOnlyCollection<int> ids)
    {
        if (ids.Count == 0)
        {
            return string.Empty;
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var steps = new BinaryWriter(brotli))
        {
            var last = 0;
            foreach (var id in ids.Order())
            {
                steps.Write7BitEncodedInt(id - last);
                last = id;
            }
        }

        return Mark + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public static IEnumerable<int> Parse(string text) =>
        text is [Mark, ..] ? Unpacked(text[1..]) : IdRuns.Parse(text);

    private static List<int> Unpacked(string text)
    {
        using var brotli = new BrotliStream(
            new MemoryStream(Convert.FromBase64String(text)),
            CompressionMode.Decompress
        );
        using var plain = new MemoryStream();
        brotli.CopyTo(plain);
        plain.Position = 0;
        using var steps = new BinaryReader(plain);
        var ids = new List<int>();
        var last = 0;
        while (plain.Position < plain.Length)
        {
            last += steps.Read7BitEncodedInt();
            ids.Add(last);
        }

        return ids;
    }
}
