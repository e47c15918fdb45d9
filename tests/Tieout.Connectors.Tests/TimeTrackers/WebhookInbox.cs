using System.Text;
using System.Threading.Channels;
using Tieout.Connect;
using Tieout.Connectors.Tests.Rest;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>Where a simulated time tracker delivers its webhooks.</summary>
internal sealed class WebhookInbox : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestServer _server;
    private readonly Channel<WebhookMessage> _arrived = Channel.CreateUnbounded<WebhookMessage>();

    private WebhookInbox(TestServer server)
    {
        _server = server;
        server.Answer = Take;
    }

    public Uri Address => new(_server.Address, "hook");

    /// <summary>What a message is answered with; by default nothing much.</summary>
    public Func<WebhookMessage, string?> Answer { get; set; } = _ => null;

    /// <summary>How messages are answered from now on.</summary>
    public int Status { get; set; } = 200;

    public static async Task<WebhookInbox> StartAsync() =>
        new(await TestServer.StartAsync(TestContext.Current.CancellationToken));

    /// <summary>The next message, once it is there.</summary>
    public async Task<WebhookMessage> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken
        );
        limit.CancelAfter(Patience);
        return await _arrived.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private TestAnswer Take(TestRequest request)
    {
        var message = new WebhookMessage(
            request.Headers,
            Encoding.UTF8.GetBytes(request.Body),
            Instant.FromUtc(2026, 3, 16, 12, 0)
        );
        var answer = new TestAnswer(Answer(message) ?? "{}", Status);
        _ = _arrived.Writer.TryWrite(message);
        return answer;
    }
}
