using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>What goes wrong around a journal that is posted.</summary>
public sealed class BusinessCentralJournalTests : IAsyncLifetime
{
    private const string Company = "/v2.0/*/*/api/v2.0/*/";

    private BusinessCentralUnderTest _target = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _target = await BusinessCentralUnderTest.OpenAsync();

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task What_was_posted_and_cannot_be_read_is_unknown_and_found_later(int status)
    {
        _target.Desk.Fail("GET", Company + "generalLedgerEntries", new FaultAction.Status(status));

        var unknown = await Assert.ThrowsAsync<ConnectorException>(WriteAsync);
        var found = Assert.Single(await _target.Sink.FindAsync(Journal(), Token));

        Assert.Equal(ConnectorFault.OutcomeUnknown, unknown.Fault);
        Assert.Equal(TargetState.Posted, found.State);
        Assert.Equal(2, (await _target.JournalAsync("ME-UK-202603-1", Token)).Count);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_deleted_does_not_make_what_is_posted_undone()
    {
        _target.Desk.Fail("DELETE", Company + "*", new FaultAction.Status(400));

        var posted = await WriteAsync();

        Assert.Equal(TargetState.Posted, posted.State);
    }

    [Fact]
    public async Task A_currency_that_is_not_the_companys_is_refused_before_anything_is_written()
    {
        var entry = Journal().Entry with { Currency = CurrencyCode.Parse("EUR") };

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            _target.Sink.WriteAsync(new Delivery.Journal(entry), found: null, Token)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("keeps its books in GBP", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _target.Sink.FindAsync(Journal(), Token));
    }

    private Task<TargetRecord> WriteAsync() =>
        _target.Sink.WriteAsync(Journal(), found: null, Token);

    private Delivery.Journal Journal() =>
        new(
            new LedgerEntry(
                "ME-UK-202603-1",
                _target.LegalEntity,
                _target.OpenDay,
                _target.Currency,
                "Month end 2026-03",
                [
                    new LedgerEntryLine("10500", new Money(100m, _target.Currency), "K-1"),
                    new LedgerEntryLine("40200", new Money(-100m, _target.Currency), "K-1"),
                ]
            )
        );
}
