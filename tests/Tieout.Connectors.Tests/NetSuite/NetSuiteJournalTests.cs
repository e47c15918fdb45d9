using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>An account in which journals are approved by somebody.</summary>
public sealed class NetSuiteJournalTests : IAsyncLifetime
{
    private NetSuiteUnderTest _target = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await NetSuiteUnderTest.OpenAsync();
        await _target.Desk.PreferAsync("journalApproval", value: true);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task A_journal_waits_for_its_approval_and_is_found_once_it_has_it()
    {
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(100m));
        var held = Assert.Single(await _target.Sink.FindAsync(Journal(100m), Token));
        _ = await _target.Desk.RehearseAsync(
            HttpMethod.Post,
            $"journals/{held.ExternalId.Split('/')[1]}/approve"
        );

        var posted = await WriteAsync(100m);

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("approve it there", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TargetState.Draft, held.State);
        Assert.Equal((TargetState.Posted, held.ExternalId), (posted.State, posted.ExternalId));
    }

    [Fact]
    public async Task What_waits_becomes_what_was_written_last_also_when_it_was_that_before()
    {
        foreach (var amount in new[] { 100m, 120m, 100m, 120m })
        {
            _target.Desk.Clock.Advance(TimeSpan.FromMinutes(1));
            _ = await Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(amount));

            var held = Assert.Single(await _target.Sink.FindAsync(Journal(amount), Token));
            Assert.Equal(new Money(amount, _target.Currency), held.Net);
        }
    }

    [Fact]
    public async Task A_currency_that_is_not_the_subsidiarys_is_refused()
    {
        var entry = Journal(100m).Entry with { Currency = CurrencyCode.Parse("EUR") };

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            _target.Sink.WriteAsync(new Delivery.Journal(entry), found: null, Token)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("keeps its books in GBP", refused.Message, StringComparison.Ordinal);
    }

    private Task<TargetRecord> WriteAsync(decimal amount) =>
        _target.Sink.WriteAsync(Journal(amount), found: null, Token);

    private Delivery.Journal Journal(decimal amount) =>
        new(
            new LedgerEntry(
                "ME-UK-202603-1",
                _target.LegalEntity,
                _target.OpenDay,
                _target.Currency,
                "Month end 2026-03",
                [
                    new LedgerEntryLine("1200", new Money(amount, _target.Currency), "K-1"),
                    new LedgerEntryLine("4000", new Money(-amount, _target.Currency), "K-1"),
                ]
            )
        );
}
