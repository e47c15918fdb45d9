namespace Tieout.Connectors.Files;

/// <summary>Copies parts of a stream, front to back, each with a line end.</summary>
internal sealed class RangeCopy(Stream source, Stream target, long position)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _position = position;
    private byte _last = (byte)'\n';

    public void Take(ByteRange range)
    {
        Pass(range.Start - _position, isCopied: false);
        Pass(range.End - _position, isCopied: true);
        if (_last != (byte)'\n')
        {
            target.WriteByte((byte)'\n');
            _last = (byte)'\n';
        }
    }

    private void Pass(long bytes, bool isCopied)
    {
        while (bytes > 0)
        {
            var read = source.Read(_buffer, 0, (int)Math.Min(bytes, _buffer.Length));
            if (read == 0)
            {
                return;
            }

            bytes -= read;
            _position += read;
            if (isCopied)
            {
                target.Write(_buffer, 0, read);
                _last = _buffer[read - 1];
            }
        }
    }
}
