namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>A value of a read table: a whole number, a text, or a null of either.</summary>
/// <remarks>The two types are all that the read tables use, so that both stores hold the same.</remarks>
public readonly record struct SqlValue
{
    private SqlValue(string? text, long? number, bool isText)
    {
        Text = text;
        Number = number;
        IsText = isText;
    }

    public string? Text { get; }

    public long? Number { get; }

    public bool IsText { get; }

    /// <summary>As a parameter of ADO.NET takes it.</summary>
    public object ToParameter()
    {
        if (IsText)
        {
            return Text is null ? DBNull.Value : Text;
        }

        return Number is { } number ? number : DBNull.Value;
    }

    /// <summary>U+0000 becomes U+FFFD: PostgreSQL has no text with it, and the log may.</summary>
    public static implicit operator SqlValue(string? text) =>
        new(text?.Replace('\0', '\uFFFD'), null, isText: true);

    public static implicit operator SqlValue(long number) => new(null, number, isText: false);

    public static implicit operator SqlValue(long? number) => new(null, number, isText: false);

    public static implicit operator SqlValue(bool holds) => new(null, holds ? 1 : 0, isText: false);
}
