namespace Tieout.Connectors.Files.Reading;

/// <summary>Why a row, or a file, cannot be taken.</summary>
/// <param name="Code">Stable: <c>files.bad-date</c>.</param>
/// <param name="Field">The column at fault, if it is one.</param>
/// <param name="Text">What is wrong and what would be right, without file and line.</param>
internal sealed record Problem(string Code, string? Field, string Text)
{
    private const int ValueLengthMax = 60;
    private const int MessageLengthMax = 500;

    public static Problem OfValue(string code, string field, string value, string what) =>
        new(code, field, $"'{Shorten(value)}' {what}");

    /// <summary>For a person who has the file open.</summary>
    public string Message(string file, int line)
    {
        var message = Field is null
            ? $"{file} line {line}: {Text}"
            : $"{file} line {line}, {Field}: {Text}";
        return message.Length <= MessageLengthMax ? message : message[..MessageLengthMax];
    }

    public static string Shorten(string value)
    {
        var shown = value.Length <= ValueLengthMax ? value : value[..(ValueLengthMax - 1)] + "…";
        return string.Create(
            shown.Length,
            shown,
            static (span, text) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    // Line ends would break a report; a half pair would break its encoding.
                    span[i] =
                        char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '\u00b7' : text[i];
                }
            }
        );
    }
}
