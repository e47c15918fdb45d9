using System.Text.Json.Nodes;
using System.Threading.Channels;
using Tieout.Connectors.Tests.Rest;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>Events as they arrive at a webhook endpoint.</summary>
internal sealed class StripeArrivals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<TestRequest> _arrived = Channel.CreateUnbounded<TestRequest>();
    private readonly List<TestRequest> _all = [];

    public StripeArrivals(TestServer receiver) =>
        receiver.Answer = request =>
        {
            _ = _arrived.Writer.TryWrite(request);
            return new TestAnswer("{}");
        };

    /// <summary>The requests themselves, once there are so many.</summary>
    public async Task<IReadOnlyList<TestRequest>> RequestsAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken
        );
        limit.CancelAfter(Patience);
        while (_all.Count < count)
        {
            _all.Add(await _arrived.Reader.ReadAsync(limit.Token));
        }

        return _all;
    }

    /// <summary>The events, in the order of their arrival, once there are so many.</summary>
    public async Task<IReadOnlyList<JsonNode>> WaitForAsync(int count) =>
        [.. (await RequestsAsync(count)).Select(x => JsonNode.Parse(x.Body)!)];
}
