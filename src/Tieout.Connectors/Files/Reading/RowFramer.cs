namespace Tieout.Connectors.Files.Reading;

/// <summary>Cuts a stream of UTF-8 into rows, without looking at their fields.</summary>
/// <remarks>
/// A row ends at a line end outside quotes (RFC 4180). Where the quotes of a row do not fit, only
/// its first line is given up and reading goes on with the next line, so that one forgotten quote
/// does not swallow the rest of the file.
/// </remarks>
internal sealed class RowFramer : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _hasQuotes;
    private readonly byte _delimiter;
    private readonly int _rowBytesMax;
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _next;
    private int _end;
    private int _length;
    private int _firstLineBytes;
    private long _bufferOffset;

    /// <summary>Starts at a place that was reached before.</summary>
    /// <param name="file">What to read.</param>
    /// <param name="from">Between two rows.</param>
    /// <param name="hasQuotes">Quotes have a meaning, as in CSV.</param>
    /// <param name="options">The delimiter and the limits.</param>
    public RowFramer(SourceFile file, RowPosition from, bool hasQuotes, FilesOptions options)
    {
        _stream = TextStream.Open(file, from.Offset, out _bufferOffset);
        NextLine = from.Line;
        _hasQuotes = hasQuotes;
        _delimiter = (byte)options.Delimiter;
        _rowBytesMax = options.RowBytesMax;
    }

    /// <summary>The row without its line end; empty for a row that is too long.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _length);

    /// <summary>The same; valid until the next row is read.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, _length);

    /// <summary>Where the row starts, in bytes of UTF-8.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the next row starts.</summary>
    public long NextOffset => _bufferOffset + _next;

    /// <summary>The row's first line, counted from 1.</summary>
    public int Line { get; private set; }

    public int NextLine { get; private set; }

    public FrameFault Fault { get; private set; }

    /// <summary>The index of the field that the fault was found in.</summary>
    public int FaultField { get; private set; }

    /// <summary>The row ended with a line end and not with the file.</summary>
    public bool IsTerminated { get; private set; }

    public void Dispose() => _stream.Dispose();

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        _start = _next;
        Line = NextLine;
        Offset = NextOffset;
        Fault = FrameFault.None;
        FaultField = 0;
        if (_next == _end && !Fill())
        {
            _length = 0;
            return false;
        }

        var end = LineEnd(0);
        if (end < 0)
        {
            SkipLongLine();
            return true;
        }

        TakeFirstLine(end);
        if (_hasQuotes && Bytes.Contains((byte)'"'))
        {
            FollowQuotes(end);
        }

        return true;
    }

    /// <summary>Gives up the lines of this row after the first one, so that they are read again.</summary>
    /// <returns>False if the row has one line only.</returns>
    public bool Rewind()
    {
        if (NextLine <= Line + 1)
        {
            return false;
        }

        TakeFirstLine(_firstLineBytes);
        return true;
    }

    private void TakeFirstLine(int end)
    {
        _firstLineBytes = end;
        Take(end);
        NextLine = Line + 1;
    }

    private void Take(int end)
    {
        IsTerminated = _start + end < _end;
        _next = _start + end + (IsTerminated ? 1 : 0);
        _length =
            end > 0 && IsTerminated && _buffer[_start + end - 1] == (byte)'\r' ? end - 1 : end;
    }

    private void FollowQuotes(int end)
    {
        var scan = new QuoteScan(_delimiter);
        var state = scan.Line(Bytes);
        var lines = 1;
        while (state is QuoteState.Open && IsTerminated)
        {
            var from = end + 1;
            if (_start + from == _end && !Fill())
            {
                break;
            }

            end = LineEnd(from);
            if (end < 0)
            {
                break;
            }

            Take(end);
            lines++;
            state = scan.Line(_buffer.AsSpan(_start + from, Math.Max(0, _length - from)));
        }

        if (state is QuoteState.Closed)
        {
            NextLine = Line + lines;
            return;
        }

        Fault =
            scan.IsOpened && (lines > 1 || state is QuoteState.Open)
                ? FrameFault.UnclosedQuote
                : FrameFault.StrayQuote;
        FaultField = lines > 1 ? scan.OpenedField : scan.Field;
        TakeFirstLine(_firstLineBytes);
    }

    /// <summary>The line's end relative to the row's start; -1 beyond the limit.</summary>
    private int LineEnd(int from)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_start + from, _end - _start - from).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return from + found <= _rowBytesMax ? from + found : -1;
            }

            from = _end - _start;
            if (from > _rowBytesMax)
            {
                return -1;
            }

            if (!Fill())
            {
                return from;
            }
        }
    }

    private void SkipLongLine()
    {
        Fault = FrameFault.TooLong;
        _length = 0;
        NextLine = Line + 1;
        _next = _start;
        while (true)
        {
            var found = _buffer.AsSpan(_next, _end - _next).IndexOf((byte)'\n');
            if (found >= 0)
            {
                _next += found + 1;
                IsTerminated = true;
                return;
            }

            // Nothing of the line is kept: the buffer is used again.
            _bufferOffset += _end;
            _start = _next = _end = 0;
            if (!Fill())
            {
                IsTerminated = false;
                return;
            }
        }
    }

    private bool Fill()
    {
        if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        var target = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, kept);
        _buffer = target;
        _bufferOffset += _start;
        _next -= _start;
        _end = kept;
        _start = 0;
    }
}
