namespace Tieout.Sandbox.LegacyErp.Idoc;

/// <summary>A record of a flat file, read by the positions of the documentation, 1 for the first.</summary>
internal readonly record struct IdocRecord(string Text)
{
    public const int ControlLength = 524;
    public const int DataLength = 1063;

    private const int SegmentStart = 64;

    public bool IsControl => Text.StartsWith("EDI_DC40", StringComparison.Ordinal);

    /// <summary>The segment's name of a data record.</summary>
    public string Segment => At(1, 30);

    /// <summary>A field of the record, without blanks around it.</summary>
    public string At(int first, int length)
    {
        var start = first - 1;
        return start >= Text.Length
            ? string.Empty
            : Text.Substring(start, Math.Min(length, Text.Length - start)).Trim();
    }

    /// <summary>A field of the segment in a data record.</summary>
    public string In(int first, int length) => At(SegmentStart + first - 1, length);

    /// <summary>An amount of the segment, with its sign behind.</summary>
    public decimal Amount(int first)
    {
        var text = In(first, 16);
        var sign = text.EndsWith('-') ? -1m : 1m;
        return decimal.TryParse(
            text.TrimEnd('-'),
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var value
        )
            ? sign * value
            : 0m;
    }
}
