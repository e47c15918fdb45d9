using Tieout.Connect;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>What a list of all documents tells is what a look at each of them does.</summary>
public sealed class NetSuiteListTests : NetSuiteTargetTest
{
    [Fact]
    public async Task Invoices_and_credit_memos_are_listed_with_their_amounts_and_states()
    {
        var first = Samples.Invoice("A", 100m);
        var second = Samples.Invoice("B", 50m);
        var posted = await WriteAsync(first);
        var paid = await WriteAsync(second);
        // All of B's 60.00 is paid, and 48.00 of A's 120.00 is credited.
        var customer = (string)(await Target.Desk.GetAsync("customer/eid:T-C1"))["id"]!;
        _ = await Target.Desk.PayAsync(customer, paid.ExternalId.Split('/')[^1], 60m);
        var credit = Samples.Credit("C", first, posted, -40m);
        // D is of 12.00: a credit of 24.00 keeps 12.00 open.
        var small = Samples.Invoice("D", 10m);
        var rest = Samples.Credit("E", small, await WriteAsync(small), -20m);
        _ = await WriteAsync(credit);
        _ = await WriteAsync(rest);
        await Target.LoseAsync(LostAnswer.OfDraft, Token);
        var draft = Samples.Invoice("F", 7m);
        _ = await Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(draft));

        var listed = new List<TargetRecord>();
        await foreach (var record in Target.Sink.ListAsync("T-", dates: null, Token))
        {
            listed.Add(record);
        }

        var looked = new List<TargetRecord>();
        foreach (var delivery in new[] { first, second, small, credit, rest, draft })
        {
            looked.AddRange(await Target.Sink.FindAsync(delivery, Token));
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
}
