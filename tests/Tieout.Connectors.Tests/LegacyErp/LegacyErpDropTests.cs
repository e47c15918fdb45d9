using Tieout.Connect;
using Tieout.Connectors.LegacyErp;
using Tieout.Connectors.LegacyErp.Batches;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>A hub that dies while it hands a batch over, and one that has lost what it knew.</summary>
public sealed class LegacyErpDropTests : LegacyErpTest
{
    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_crash_before_the_copy_is_kept_promises_nothing(LegacyErpFormat format)
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        await CrashAsync(invoice, DropStep.Written);

        Assert.Empty(await Erp.Opened().FindAsync(invoice, Stop));
        Assert.Single(LegacyErpDesk.Names(Desk.Inbound));

        var posted = await Erp.PostAsync(invoice);

        Assert.Equal(TargetState.Posted, posted.State);
        // What was given up is removed, and the ERP never sees it.
        Assert.Empty(LegacyErpDesk.Names(Desk.Inbound));
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task What_was_kept_and_never_handed_over_is_written_anew_as_it_is_now(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        await CrashAsync(invoice, DropStep.Kept);
        await Desk.ImportAsync();
        Assert.Equal(0, await Erp.PostingsAsync("T-A", Stop));

        var draft = await FoundAnewAsync(invoice);
        Assert.Equal(TargetState.Draft, draft.State);
        var submitted = await Erp.Opened().WriteAsync(Described(invoice, "Mended"), draft, Stop);

        Assert.Equal(TargetState.Submitted, submitted.State);
        Assert.NotEqual(draft.ExternalId, submitted.ExternalId);
        Assert.Contains(
            "Mended",
            await File.ReadAllTextAsync(NewestOf(Desk.Inbound, "TIEOUT-*"), Stop),
            StringComparison.Ordinal
        );
        await Desk.ImportAsync();
        Assert.Equal(TargetState.Posted, (await FoundAnewAsync(invoice)).State);
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Fact]
    public async Task A_batch_of_the_hubs_own_that_cannot_be_read_is_told_and_not_taken_for_absent()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var invoice = Samples.Invoice("A", 10m);
        var submitted = await Erp.Sink.WriteAsync(invoice, found: null, Stop);
        var own = Path.Combine(Desk.Folder, "sent", submitted.ExternalId);
        await File.WriteAllBytesAsync(own, [0xFF, 0xFE, 0x00], Stop);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var told = await FailureOfAsync(() => Erp.Opened().FindAsync(invoice, Stop));
            Assert.Equal(ConnectorFault.Settings, told.Fault);
            Assert.Contains(own, told.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_crash_after_the_name_was_given_writes_nothing_again(LegacyErpFormat format)
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        await CrashAsync(invoice, DropStep.Dropped);
        var restarted = Erp.Opened();

        var found = Assert.Single(await restarted.FindAsync(invoice, Stop));
        var again = await restarted.WriteAsync(invoice, found: null, Stop);

        Assert.Equal(TargetState.Submitted, found.State);
        Assert.Equal(found, again);
        Assert.Single(LegacyErpDesk.Names(Desk.Inbound));
        await Desk.ImportAsync();
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Fact]
    public async Task A_batch_that_was_never_handed_over_can_be_taken_back()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var invoice = Samples.Invoice("A", 10m);
        await CrashAsync(invoice, DropStep.Kept);
        var draft = await FoundAnewAsync(invoice);

        Assert.Equal(draft, Assert.Single(await Erp.Sink.FindAsync(invoice, Stop)));

        await Erp.Sink.DiscardAsync(draft, Stop);
        await Erp.Sink.DiscardAsync(draft, Stop);

        Assert.Empty(await Erp.Sink.FindAsync(invoice, Stop));
        Assert.Empty(await Erp.Opened().FindAsync(invoice, Stop));
        await Desk.ImportAsync();
        Assert.Equal(0, await Erp.PostingsAsync("T-A", Stop));
    }

    [Fact]
    public async Task What_was_handed_over_is_not_taken_back()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var invoice = Samples.Invoice("A", 10m);
        var submitted = await Erp.Sink.WriteAsync(invoice, found: null, Stop);

        var refused = await FailureOfAsync(() => Erp.Sink.DiscardAsync(submitted, Stop));

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Single(LegacyErpDesk.Names(Desk.Inbound));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task Without_its_own_copies_a_hub_finds_all_in_what_the_ERP_has(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var posted = await Erp.PostAsync(Samples.Invoice("A", 10m));
        var waiting = await Erp.Sink.WriteAsync(Samples.Invoice("B", 20m), found: null, Stop);
        Directory.Delete(Desk.Sent, recursive: true);

        Assert.Equal(posted, await FoundAnewAsync(Samples.Invoice("A", 10m)));
        Assert.Equal(waiting, await FoundAnewAsync(Samples.Invoice("B", 20m)));
        // Nor is a number of a batch used again.
        var next = await Erp.Opened().WriteAsync(Samples.Invoice("C", 5m), found: null, Stop);
        Assert.True(string.CompareOrdinal(next.ExternalId, waiting.ExternalId) > 0);
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task With_acknowledgements_alone_a_posted_document_is_still_found(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var posted = await Erp.PostAsync(Samples.Invoice("A", 10m));
        Directory.Delete(Desk.Sent, recursive: true);
        Directory.Delete(Path.Combine(Desk.Inbound, "archive"), recursive: true);

        var found = await FoundAnewAsync(Samples.Invoice("A", 10m));

        Assert.Equal(
            (posted.State, posted.Number, posted.AccountingDate, posted.ExternalId),
            (found.State, found.Number, found.AccountingDate, found.ExternalId)
        );
        var listed = new List<TargetRecord>();
        await foreach (var record in Erp.Opened().ListAsync("T-", dates: null, Stop))
        {
            listed.Add(record);
        }

        Assert.Equal(found, Assert.Single(listed));
    }

    [Fact]
    public async Task An_unchanged_customer_is_not_handed_over_again()
    {
        await StartAsync(LegacyErpFormat.Oracle);

        await Erp.PostAsync(Samples.Party());
        Assert.Single(LegacyErpDesk.Names(Desk.Sent));
        await Erp.PostAsync(Samples.Party(city: "Leeds"));
        await Erp.PostAsync(Samples.Party(city: "Leeds"));

        Assert.Equal(2, LegacyErpDesk.Names(Desk.Sent).Length);
    }

    private async Task CrashAsync(Delivery delivery, DropStep at)
    {
        Erp.Crash = (at, new InvalidOperationException("The process ends here."));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Erp.Sink.WriteAsync(delivery, found: null, Stop)
        );
    }
}
