namespace Tieout.Connectors.Files.Reading;

/// <summary>Follows the quotes of one row, line by line, by the rules of RFC 4180.</summary>
internal struct QuoteScan(byte delimiter)
{
    private const byte Quote = (byte)'"';

    private bool _isInside;

    /// <summary>The field that the scan has come to.</summary>
    public int Field { get; private set; }

    /// <summary>The last field that opened with a quote.</summary>
    public int OpenedField { get; private set; }

    public bool IsOpened { get; private set; }

    public QuoteState Line(ReadOnlySpan<byte> line)
    {
        var at = 0;
        while (true)
        {
            if (_isInside)
            {
                var closing = line[at..].IndexOf(Quote);
                if (closing < 0)
                {
                    return QuoteState.Open;
                }

                at += closing + 1;
                if (at < line.Length && line[at] == Quote)
                {
                    at++;
                    continue;
                }

                _isInside = false;
                if (at == line.Length)
                {
                    return QuoteState.Closed;
                }

                if (line[at] != delimiter)
                {
                    return QuoteState.Broken;
                }

                at++;
                Field++;
            }

            if (at < line.Length && line[at] == Quote)
            {
                _isInside = true;
                IsOpened = true;
                OpenedField = Field;
                at++;
                continue;
            }

            var stop = line[at..].IndexOfAny(delimiter, Quote);
            if (stop < 0)
            {
                return QuoteState.Closed;
            }

            if (line[at + stop] == Quote)
            {
                return QuoteState.Broken;
            }

            at += stop + 1;
            Field++;
        }
    }

    /// <summary>The end of the first field of a row whose quotes are in order.</summary>
    public static int FieldEnd(ReadOnlySpan<byte> row, byte delimiter)
    {
        var at = 0;
        while (at < row.Length && row[at] == Quote)
        {
            at += 1 + row[(at + 1)..].IndexOf(Quote) + 1;
        }

        var end = row[at..].IndexOf(delimiter);
        return end < 0 ? row.Length : at + end;
    }
}
