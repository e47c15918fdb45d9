using System.Text;

namespace Tieout.Connectors.Files.Reading;

/// <summary>Opens a file as UTF-8, whatever Unicode it is written in.</summary>
internal static class TextStream
{
    /// <summary>Stands for bytes that are no text; Unicode says it never is a character.</summary>
    public const char BadText = '\uffff';

    private const string BadTextReplacement = "\uffff";

    public static ReadOnlySpan<byte> BadTextBytes => [0xef, 0xbf, 0xbf];

    public static Encoding Utf8 { get; } =
        Encoding.GetEncoding(
            "utf-8",
            EncoderFallback.ReplacementFallback,
            new DecoderReplacementFallback(BadTextReplacement)
        );

    /// <summary>Opens at a place that was reached before; 0 for the start.</summary>
    /// <param name="offset">In bytes of UTF-8; past a byte order mark in any case.</param>
    /// <param name="startOffset">Where the stream stands.</param>
    public static Stream Open(SourceFile file, long offset, out long startOffset)
    {
        var stream = new FileStream(
            file.Path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 1
        );
        Span<byte> mark = stackalloc byte[3];
        var read = stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        mark = mark[..read];
        if (mark.StartsWith<byte>([0xff, 0xfe]))
        {
            return Transcoded(stream, "utf-16", offset, out startOffset);
        }

        if (mark.StartsWith<byte>([0xfe, 0xff]))
        {
            return Transcoded(stream, "utf-16BE", offset, out startOffset);
        }

        startOffset = Math.Max(offset, mark.SequenceEqual<byte>([0xef, 0xbb, 0xbf]) ? 3 : 0);
        stream.Position = startOffset;
        return stream;
    }

    private static Stream Transcoded(
        FileStream stream,
        string encoding,
        long offset,
        out long startOffset
    )
    {
        stream.Position = 2;
        var text = Encoding.CreateTranscodingStream(
            stream,
            Encoding.GetEncoding(
                encoding,
                EncoderFallback.ReplacementFallback,
                new DecoderReplacementFallback(BadTextReplacement)
            ),
            new UTF8Encoding(false)
        );
        startOffset = offset;
        Skip(text, offset);
        return text;
    }

    private static void Skip(Stream text, long bytes)
    {
        var buffer = new byte[64 * 1024];
        while (bytes > 0)
        {
            var read = text.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
            if (read == 0)
            {
                return;
            }

            bytes -= read;
        }
    }
}
