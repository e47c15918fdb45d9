using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>What stands at NetSuite already, when the hub comes again: drafts, and what is posted.</summary>
public sealed class NetSuiteStandingTests : NetSuiteTargetTest
{
    [Fact]
    public async Task A_draft_that_somebody_changed_is_put_right_and_one_that_was_rejected_is_left_alone()
    {
        await Target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureAsync(Samples.Invoice("A", 10m, 20m));
        var draft = Assert.Single(await FindAsync("A")).ExternalId;
        var line = new JsonObject { ["line"] = 1, ["amount"] = 99m };
        var items = new JsonObject { ["items"] = new JsonArray(line) };
        _ = await Target.Desk.SendAsync(
            HttpMethod.Patch,
            draft,
            new JsonObject { ["item"] = items }
        );

        Assert.Equal(30m, (await WriteAsync(Samples.Invoice("A", 10m, 20m))).Net!.Value.Amount);

        await Target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureAsync(Samples.Invoice("B", 10m));
        _ = await Target.Desk.SendAsync(
            HttpMethod.Patch,
            Assert.Single(await FindAsync("B")).ExternalId,
            new JsonObject { ["approvalStatus"] = NetSuiteDesk.Ref("3") }
        );
        Assert.Equal(ConnectorFault.Refused, (await FailureAsync(Samples.Invoice("B", 10m))).Fault);
    }

    [Fact]
    public async Task What_was_deleted_is_written_again_though_its_key_was_used()
    {
        await Target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureAsync(Samples.Invoice("A", 10m));
        await Target.Sink.DiscardAsync(Assert.Single(await FindAsync("A")), Token);

        Assert.Equal(TargetState.Posted, (await WriteAsync(Samples.Invoice("A", 10m))).State);
    }

    [Fact]
    public async Task A_posted_invoice_is_never_written_over_by_one_who_did_not_look()
    {
        var first = await WriteAsync(Samples.Invoice("A", 10m));

        Assert.Equal(
            first,
            await Target.Sink.WriteAsync(Samples.Invoice("A", 10m), found: null, Token)
        );
        var other = await Assert.ThrowsAsync<ConnectorException>(() =>
            Target.Sink.WriteAsync(Samples.Invoice("A", 77m), found: null, Token)
        );
        Assert.Equal((ConnectorFault.Refused, "TAX_DIFFERENCE"), (other.Fault, other.Reason));
        Assert.Contains("is posted there", other.Message, StringComparison.Ordinal);
        Assert.Equal([first], await FindAsync("A"));
    }

    [Fact]
    public async Task What_was_approved_since_it_was_looked_at_is_not_discarded()
    {
        await Target.LoseAsync(LostAnswer.OfDraft, Token);
        _ = await FailureAsync(Samples.Invoice("A", 10m));
        var draft = Assert.Single(await FindAsync("A"));
        var posted = await WriteAsync(Samples.Invoice("A", 10m));

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            Target.Sink.DiscardAsync(draft, Token)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Equal([posted], await FindAsync("A"));
    }

    [Fact]
    public async Task A_credit_memo_whose_answer_is_lost_is_there_once()
    {
        var invoice = Samples.Invoice("A", 100m);
        var posted = await WriteAsync(invoice);
        Target.Desk.Fail(
            "PUT",
            "/services/rest/record/v1/creditMemo/*",
            new FaultAction.CommitThenDrop()
        );
        var credit = Samples.Credit("B", invoice, posted, -40m);

        Assert.Equal(ConnectorFault.OutcomeUnknown, (await FailureAsync(credit)).Fault);
        _ = await WriteAsync(credit);

        Assert.Equal(1, await Target.PostingsAsync("T-B", Token));
        // 120.00 less 48.00.
        Assert.Equal(72m, Assert.Single(await FindAsync("A")).Open!.Value.Amount);
    }

    [Fact]
    public async Task A_credit_memo_whose_tax_code_has_another_rate_is_taken_back()
    {
        var invoice = Samples.Invoice("A", 100m);
        var posted = await WriteAsync(invoice);
        var credit = NetSuiteUnderTest.WithLine(
            Samples.Credit("B", invoice, posted, -40m),
            // 5 % there; the hub has 20 %.
            x => x with { TaxCode = TaxCode.Parse("6") }
        );

        Assert.Equal("TAX_DIFFERENCE", (await FailureAsync(credit)).Reason);

        Assert.Equal(0, await Target.PostingsAsync("T-B", Token));
    }
}
