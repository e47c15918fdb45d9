using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Tests;

/// <summary>Entries of the general ledger.</summary>
public abstract partial class SinkConformance
{
    [Fact]
    public async Task A_journal_is_posted_once_with_its_lines()
    {
        RequireJournals();
        var journal = _samples.Journal("J1");
        Assert.Empty(await Sink.FindAsync(journal, Token));

        var posted = await WriteAsync(journal);

        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(new Money(100.10m, _target.Currency), posted.Net);
        Assert.Equal(_target.OpenDay, posted.AccountingDate);
        Assert.False(string.IsNullOrEmpty(posted.Number));
        Assert.Equal(posted, await WriteAsync(journal));
        Assert.Equal(posted, Assert.Single(await Sink.FindAsync(journal, Token)));
        Assert.Equal([-60.06m, -40.04m, 100.10m], await JournalAsync(journal));
    }

    [Fact]
    public async Task A_journal_of_a_closed_period_is_refused_by_its_name_and_posts_once_reopened()
    {
        RequireJournals();
        var journal = _samples.Journal("J2");
        await _target.ClosePeriodAsync(_target.OpenDay, Token);
        try
        {
            var refused = await FailureOfAsync(() => WriteAsync(journal));
            Assert.Equal(ConnectorFault.Refused, refused.Fault);
            Assert.Equal("PERIOD_CLOSED", refused.Reason);
            Assert.Empty(await JournalAsync(journal));
        }
        finally
        {
            await _target.ReopenPeriodAsync(_target.OpenDay, Token);
        }

        _ = await WriteAsync(journal);
        Assert.Equal([-60.06m, -40.04m, 100.10m], await JournalAsync(journal));
    }

    [Theory]
    [InlineData(LostAnswer.OfDraft)]
    [InlineData(LostAnswer.OfPosting)]
    public async Task A_lost_answer_leaves_one_journal(LostAnswer lost)
    {
        RequireJournals();
        var journal = _samples.Journal("J3");
        await _target.LoseJournalAsync(lost, Token);

        var unknown = await FailureOfAsync(() => WriteAsync(journal));
        var posted = await WriteAsync(journal);

        Assert.Equal(ConnectorFault.OutcomeUnknown, unknown.Fault);
        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal([-60.06m, -40.04m, 100.10m], await JournalAsync(journal));
    }

    [Fact]
    public async Task A_journal_of_an_account_that_is_not_there_is_refused()
    {
        RequireJournals();
        var journal = _samples.Journal("J4");
        var wrong = journal.Entry.Lines[0] with { Account = "99" };
        var entry = journal.Entry with { Lines = [wrong, .. journal.Entry.Lines.Skip(1)] };

        var refused = await FailureOfAsync(() => WriteAsync(new Delivery.Journal(entry)));

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Empty(await JournalAsync(journal));
    }

    private void RequireJournals() =>
        Assert.SkipUnless(Sink.Capabilities.TakesJournals, "The target takes no journals.");

    private async Task<IEnumerable<decimal>> JournalAsync(Delivery.Journal journal) =>
        (await _target.JournalAsync(journal.NaturalKey, Token)).Order();
}
