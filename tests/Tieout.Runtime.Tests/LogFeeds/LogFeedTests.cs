using Tieout.Connect;
using Tieout.Runtime.LogFeeds;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.LogFeeds;

/// <summary>What is kept between what is announced and what is done, and what a failure leaves.</summary>
public sealed class LogFeedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_announced_is_kept_before_it_is_done_and_a_failure_is_told_in_the_end()
    {
        await using var firm = Firm.Empty();
        var feed = new Announcing(firm.Log);
        var failure = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (
                var page in feed.ReadAsync(feed.Feeds[0], new Cursor("0;a;b"), Cancellation)
            )
            {
                feed.Steps.Add($"kept {page.Next.Value}");
                await feed.AcknowledgeAsync(feed.Feeds[0], page.Next, Cancellation);
            }
        });

        // What failed at first is not lost when the rest is done.
        Assert.Equal("a fails", failure.Message);
        Assert.Equal(["try a b", "kept 0;a;b!", "do a b!", "kept 0;a"], feed.Steps);
    }

    [Fact]
    public async Task What_is_announced_waits_until_it_is_durable_however_far_is_read_ahead()
    {
        await using var firm = Firm.Empty();
        var feed = new Announcing(firm.Log);
        await using var pages = feed.ReadAsync(feed.Feeds[0], new Cursor("0;a;b"), Cancellation)
            .GetAsyncEnumerator(Cancellation);
        Assert.True(await pages.MoveNextAsync());
        var announced = pages.Current.Next;

        var ahead = pages.MoveNextAsync().AsTask();
        Assert.DoesNotContain(feed.Steps, x => x.StartsWith("do", StringComparison.Ordinal));
        await feed.AcknowledgeAsync(feed.Feeds[0], announced, Cancellation);

        Assert.True(await ahead);
        Assert.Contains("do a b!", feed.Steps);
    }

    /// <summary>Fails with a, announces b, and does b.</summary>
    private sealed class Announcing(IEventLog log) : LogFeed("system", "feed", log)
    {
        private bool _isAnnounced;

        public List<string> Steps { get; } = [];

        public override Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected override bool IsAnnounced => _isAnnounced;

        protected override bool IsFollowed(StoredEvent stored) => false;

        protected override Task<ConnectorException?> TellAsync(
            IReadOnlyList<StoredEvent> events,
            LogFeedPage page,
            CancellationToken cancellationToken
        ) => Task.FromResult<ConnectorException?>(null);

        protected override Task<ConnectorException?> TryAgainAsync(
            IReadOnlyList<string> refused,
            LogFeedPage page,
            CancellationToken cancellationToken
        )
        {
            Steps.Add($"try {string.Join(' ', refused)}");
            page.Refused.AddRange(["a", "b!"]);
            _isAnnounced = true;
            return Task.FromResult<ConnectorException?>(
                new ConnectorException(ConnectorFault.Transient, "a fails")
            );
        }

        protected override Task<ConnectorException?> DoAnnouncedAsync(
            IReadOnlyList<string> refused,
            LogFeedPage page,
            CancellationToken cancellationToken
        )
        {
            Steps.Add($"do {string.Join(' ', refused)}");
            page.Refused.Add("a");
            _isAnnounced = false;
            return Task.FromResult<ConnectorException?>(null);
        }
    }
}
