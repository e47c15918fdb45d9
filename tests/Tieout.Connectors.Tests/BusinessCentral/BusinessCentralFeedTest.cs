using Tieout.Connect;
using Tieout.Connectors.BusinessCentral;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>A simulated environment with a customer, and the feed of what was paid there.</summary>
public abstract class BusinessCentralFeedTest : IAsyncLifetime
{
    private BusinessCentralUnderTest _target = null!;

    private protected BusinessCentralDesk Desk => _target.Desk;

    /// <summary>Its clock is the environment's.</summary>
    protected BusinessCentralSource Source { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await BusinessCentralUnderTest.OpenAsync();
        Source = new BusinessCentralSource(_target.Options(), Desk.Clock);
        await Desk.CustomerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Source.Dispose();
        await _target.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Goes on with a clock of the hub's own.</summary>
    protected void Restart(TimeProvider clock)
    {
        Source.Dispose();
        Source = new BusinessCentralSource(_target.Options(), clock);
    }

    protected Task PassAsync()
    {
        Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }

    protected Task PassDaysAsync()
    {
        Desk.Clock.Advance(TimeSpan.FromDays(3));
        return Desk.LogInAsync();
    }

    protected async Task<IReadOnlyList<Page>> ReadAsync(Cursor after)
    {
        var pages = new List<Page>();
        await foreach (var page in Source.ReadAsync(BusinessCentralSource.Payments, after, Token))
        {
            Assert.InRange(page.Next.Value.Length, 1, Cursor.LengthMax);
            pages.Add(page);
        }

        return pages;
    }

    protected static IReadOnlyList<decimal> PaidIn(IEnumerable<Page> pages) =>
        [.. RecordsOf(pages).Select(x => Assert.IsType<Payment>(x).Amount.Amount)];

    protected static IEnumerable<CanonicalFact> RecordsOf(IEnumerable<Page> pages) =>
        pages.SelectMany(x => x.Records).Select(x => x.Fact);

    protected static IReadOnlyList<string> ReferencesOf(IEnumerable<Page> pages) =>
        [.. RecordsOf(pages).Select(x => ((Payment)x).Invoice.Value)];
}
