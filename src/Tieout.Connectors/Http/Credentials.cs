using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tieout.Connectors.Http;

/// <summary>What one connection has sent to prove who asks, to be taken out of what is said of its failures.</summary>
public sealed class Credentials
{
    // Tokens follow one another; nobody repeats what was sent days ago.
    private const int KeptMax = 64;

    // What is shorter stands in words that say what went wrong.
    private const int LengthMin = 6;

    private const string Instead = "***";

    private readonly Lock _gate = new();
    private readonly List<string> _sent = [];

    /// <summary>Remembers what is about to be sent, and gives it back.</summary>
    public string Reveal(string credential)
    {
        lock (_gate)
        {
            if (!_sent.Contains(credential, StringComparer.Ordinal))
            {
                _sent.RemoveRange(0, Math.Max(0, _sent.Count + 1 - KeptMax));
                _sent.Add(credential);
            }
        }

        return credential;
    }

    /// <summary>The text with stars in place of them, as they are and as JSON and addresses write them.</summary>
    /// <param name="text">Of which each character is one byte, or whole.</param>
    /// <param name="other">Another one, such as a header of the call.</param>
    /// <param name="isBytes">Whether each character of the text is a byte of UTF-8.</param>
    public string TakeOutOf(string text, string? other = null, bool isBytes = false)
    {
        List<string> known;
        lock (_gate)
        {
            known = [.. _sent, .. other is null ? [] : new[] { other }];
        }

        return known
            .Where(x => x.Length >= LengthMin)
            .SelectMany(Spellings)
            .Select(x => isBytes ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(x)) : x)
            .Aggregate(
                text,
                (said, x) => said.Replace(x, Instead, StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>A body that was JSON stands in the JSON that repeats it as a text, written so twice.</summary>
    private static IEnumerable<string> Spellings(string credential)
    {
        string[] once = [credential, .. InJson(credential)];
        return once.Concat(once.Skip(1).SelectMany(InJson))
            .Append(Uri.EscapeDataString(credential))
            .Append(WebUtility.UrlEncode(credential))
            .Distinct(StringComparer.Ordinal);
    }

    private static string[] InJson(string text)
    {
        var relaxed = JsonEncodedText
            .Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .ToString();
        return
        [
            relaxed,
            relaxed.Replace("/", "\\/", StringComparison.Ordinal),
            JsonEncodedText.Encode(text).ToString(),
        ];
    }
}
