using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Ids as short text: each after what it has in common with the one before, packed.</summary>
internal static class IdSet
{
    private const char Separator = '\n';

    public static string? Format(IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
        {
            return null;
        }

        // Numbers in the order of numbers: their steps are short.
        var sorted = ids.OrderBy(x => x.Length).ThenBy(x => x, StringComparer.Ordinal);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var last = string.Empty;
            var text = new StringBuilder();
            foreach (var id in sorted)
            {
                text.Append(Step(last, id)).Append(Separator);
                last = id;
            }

            brotli.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    public static HashSet<string> Parse(string? text)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (text is null)
        {
            return ids;
        }

        using var brotli = new BrotliStream(
            new MemoryStream(Convert.FromBase64String(text)),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        var last = string.Empty;
        while (reader.ReadLine() is { } step)
        {
            last = step is ['+', .. var more] ? Plus(last, more) : step[1..];
            ids.Add(last);
        }

        return ids;
    }

    /// <summary><c>+3</c> is the last number and three; <c>=abc</c> is abc.</summary>
    private static string Step(string last, string id) =>
        TryNumber(last, out var from) && TryNumber(id, out var to) && to > from
            ? string.Create(CultureInfo.InvariantCulture, $"+{to - from}")
            : "=" + id;

    private static string Plus(string last, string more) =>
        (
            long.Parse(last, CultureInfo.InvariantCulture)
            + long.Parse(more, CultureInfo.InvariantCulture)
        ).ToString(CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && text is not ['0', _, ..];
}
