using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tieout.Testing.Faults;

/// <summary>
/// A proxy before an HTTP server that passes everything on, except answers that a test has asked
/// it to lose: the server has done the work by then, and the client never hears of it.
/// </summary>
public sealed class AnswerLoser : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile Loss? _next;
    private volatile Interruption? _interruption;
    private volatile string? _refused;
    private volatile string? _cutAt;
    private int _leftToCut;
    private volatile bool _isCut;

    /// <summary>Starts to listen at a free port.</summary>
    /// <param name="server">Plain HTTP on this machine.</param>
    public AnswerLoser(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"
            )
        );

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Loses the answer to the next request that holds the text.</summary>
    /// <param name="silently">
    /// The connection stays open, so the client waits until its own time-out; otherwise it is
    /// closed.
    /// </param>
    public void LoseNext(string requestText, bool silently) =>
        _next = new Loss(requestText, silently);

    /// <summary>Lets something happen before the next request that holds the text is passed on.</summary>
    public void BeforeNext(string requestText, Func<Task> happening) =>
        _interruption = new Interruption(requestText, happening);

    /// <summary>From now on hangs up on every request that holds the text.</summary>
    public void Refuse(string requestText) => _refused = requestText;

    /// <summary>While it is cut, nothing reaches the server: every connection is hung up on.</summary>
    public bool IsCut
    {
        get => _isCut;
        set => _isCut = value;
    }

    /// <summary>
    /// Passes on so many requests that hold the text; loses the answer to the next, and is cut.
    /// </summary>
    public void CutAfter(string requestText, int times)
    {
        _leftToCut = times;
        _cutAt = requestText;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stopped.Dispose();
    }

    private static bool Holds(byte[] request, string text) =>
        Encoding.UTF8.GetString(request).Contains(text, StringComparison.Ordinal);

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopped.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(open);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await PassOnAsync(client.GetStream());
            }
            catch (Exception e)
                when (e is IOException or OperationCanceledException or SocketException)
            {
                // Either side hung up: so does the proxy.
            }
        }
    }

    private async Task PassOnAsync(NetworkStream client)
    {
        while (await ReadMessageAsync(client) is { } request)
        {
            if (_isCut)
            {
                return;
            }

            if (_interruption is { } interruption && Holds(request, interruption.Text))
            {
                _interruption = null;
                await interruption.Happening();
            }

            using var server = new TcpClient();
            await server.ConnectAsync(_server.Host, _server.Port, _stopped.Token);
            await server.GetStream().WriteAsync(request, _stopped.Token);
            var answer = await ReadMessageAsync(server.GetStream());
            if (
                _cutAt is { } cut
                && Holds(request, cut)
                && Interlocked.Decrement(ref _leftToCut) < 0
            )
            {
                _cutAt = null;
                Lost++;
                _isCut = true;
                return;
            }

            if (_refused is { } text && Holds(request, text))
            {
                return;
            }

            if (_next is { } loss && Holds(request, loss.Text))
            {
                _next = null;
                Lost++;
                if (loss.Silently)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, _stopped.Token);
                }

                return;
            }

            await client.WriteAsync(answer, _stopped.Token);
        }
    }

    // Headers to the empty line, then as many bytes as Content-Length says.
    private async Task<byte[]?> ReadMessageAsync(NetworkStream stream)
    {
        var message = new MemoryStream();
        var buffer = new byte[8192];
        var bodyStart = -1;
        var length = 0;
        while (bodyStart < 0 || message.Length < bodyStart + length)
        {
            var read = await stream.ReadAsync(buffer, _stopped.Token);
            if (read == 0)
            {
                return message.Length == 0 ? null : message.ToArray();
            }

            await message.WriteAsync(buffer.AsMemory(0, read), _stopped.Token);
            if (bodyStart < 0)
            {
                var text = Encoding.Latin1.GetString(message.ToArray());
                var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                bodyStart = end < 0 ? -1 : end + 4;
                length = end < 0 ? 0 : LengthIn(text[..end]);
            }
        }

        return message.ToArray();
    }

    private static int LengthIn(string headers)
    {
        const string name = "Content-Length:";
        var line = headers
            .Split("\r\n")
            .FirstOrDefault(header => header.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : int.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }

    private sealed record Interruption(string Text, Func<Task> Happening);

    private sealed record Loss(string Text, bool Silently);
}
