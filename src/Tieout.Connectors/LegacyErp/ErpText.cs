using System.Globalization;
using System.Text;
using Tieout.Connect;

namespace Tieout.Connectors.LegacyErp;

/// <summary>The declared encoding of an ERP's files: what it lacks is refused, never replaced.</summary>
internal sealed class ErpText
{
    private readonly Encoding _encoding;

    private ErpText(Encoding encoding) => _encoding = encoding;

    /// <summary>As the encoding is called.</summary>
    public string Name => _encoding.WebName;

    /// <summary>Finds an encoding by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static ErpText Of(string name) =>
        new(
            CodePagesEncodingProvider.Instance.GetEncoding(
                name,
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            )
                ?? Encoding.GetEncoding(
                    name,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback
                )
        );

    /// <summary>The settings' encoding, or the format's.</summary>
    public static ErpText Of(LegacyErpOptions options) =>
        Of(options.Encoding ?? (options.Format is LegacyErpFormat.Idoc ? "iso-8859-1" : "utf-8"));

    /// <summary>The bytes of a text.</summary>
    /// <exception cref="ConnectorException">It has a character that the encoding lacks.</exception>
    public byte[] Encode(string text)
    {
        try
        {
            return _encoding.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            var rune =
                e.CharUnknownHigh is not '\0' ? new Rune(e.CharUnknownHigh, e.CharUnknownLow)
                : Rune.TryCreate(e.CharUnknown, out var one) ? one
                : Rune.ReplacementChar;
            var code = rune.Value.ToString("X4", CultureInfo.InvariantCulture);
            throw ErpFaults.Refused(
                $"'{rune}' (U+{code}) cannot be written in {Name}, which the ERP's files are in. "
                    + "Write it otherwise, or agree on another encoding."
            );
        }
    }

    /// <summary>The text of bytes; none where they are not of the encoding.</summary>
    public string? Decode(byte[] bytes)
    {
        try
        {
            return _encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>One line: whatever would end a row or a record becomes a space.</summary>
    public static string Plain(string text) =>
        string.Create(
            text.Length,
            text,
            (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            }
        );

    /// <summary>At most so many characters; no character is cut in half.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];
}
