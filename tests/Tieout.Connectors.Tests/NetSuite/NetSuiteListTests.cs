using Tieout.Connect;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>What a list of all documents tells is what a look at each of them does.</summary>
public sealed class NetSuiteListTests : IAsyncLifetime
{
    private NetSuiteUnderTest _target = null!;
    private SampleDocuments _samples = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await NetSuiteUnderTest.OpenAsync();
        _samples = new SampleDocuments(_target);
        await _target.Sink.WriteAsync(_samples.Party(), found: null, Token);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task Invoices_and_credit_memos_are_listed_with_their_amounts_and_states()
    {
        var first = _samples.Invoice("A", 100m);
        var second = _samples.Invoice("B", 50m);
        var posted = await WriteAsync(first);
        var paid = await WriteAsync(second);
        // All of B's 60.00 is paid, and 48.00 of A's 120.00 is credited.
        var customer = (string)(await _target.Desk.GetAsync("customer/eid:T-C1"))["id"]!;
        _ = await _target.Desk.PayAsync(customer, paid.ExternalId.Split('/')[^1], 60m);
        var credit = _samples.Credit("C", first, posted, -40m);
        // D is of 12.00: a credit of 24.00 keeps 12.00 open.
        var small = _samples.Invoice("D", 10m);
        var rest = _samples.Credit("E", small, await WriteAsync(small), -20m);
        _ = await WriteAsync(credit);
        _ = await WriteAsync(rest);
        await _target.LoseAsync(LostAnswer.OfDraft, Token);
        var draft = _samples.Invoice("F", 7m);
        _ = await Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(draft));

        var listed = new List<TargetRecord>();
        await foreach (var record in _target.Sink.ListAsync("T-", Token))
        {
            listed.Add(record);
        }

        var looked = new List<TargetRecord>();
        foreach (var delivery in new[] { first, second, small, credit, rest, draft })
        {
            looked.AddRange(await _target.Sink.FindAsync(delivery, Token));
        }

        Assert.Equal(looked, listed);
        Assert.Equal(
            [
                ("T-A", TargetState.Posted, 72m),
                ("T-B", TargetState.Paid, 0m),
                ("T-D", TargetState.Paid, 0m),
                ("T-C", TargetState.Paid, 0m),
                ("T-E", TargetState.Posted, -12m),
                ("T-F", TargetState.Draft, null),
            ],
            listed.Select(x => (x.NaturalKey, x.State, x.Open?.Amount))
        );
    }

    private Task<TargetRecord> WriteAsync(Delivery delivery) => _target.WriteAsync(delivery, Token);
}
