using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>
/// Answers requests over kept-alive connections from a list; when that is used up, it reads each
/// request and then closes the connection in good order, as a proxy does that is restarted.
/// </summary>
internal sealed class CuttingListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<string> _answers;
    private readonly Task _serving;

    public CuttingListener(params IReadOnlyList<string> answers)
    {
        _answers = new Queue<string>(answers);
        _listener.Start();
        _serving = ServeAsync(_stop.Token);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Method and path of every request that arrived.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => _serving);
        _stop.Dispose();
    }

    private static async Task<string?> RequestAsync(
        NetworkStream stream,
        CancellationToken cancellationToken
    )
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString().Split(" HTTP/", 2)[0];
    }

    /// <summary>The head has ended, and so has a chunked body.</summary>
    private static bool IsWhole(string text) =>
        text.Contains("\r\n\r\n", StringComparison.Ordinal)
        && (
            !text.Contains("chunked", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
        );

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(cancellationToken);
            await using var stream = client.GetStream();
            while (await RequestAsync(stream, cancellationToken) is { } request)
            {
                Requests.Add(request);
                if (!_answers.TryDequeue(out var body))
                {
                    break;
                }

                var length = Encoding.UTF8.GetByteCount(body);
                var answer = $"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}";
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken);
            }
        }
    }
}
