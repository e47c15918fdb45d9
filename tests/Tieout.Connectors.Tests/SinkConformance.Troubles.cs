using Tieout.Connect;

namespace Tieout.Connectors.Tests;

/// <summary>What happens to target systems in the field, and who has to act.</summary>
public abstract partial class SinkConformance
{
    [Theory]
    [InlineData(SinkTrouble.Throttling, SinkCall.LookUp)]
    [InlineData(SinkTrouble.Throttling, SinkCall.Draft)]
    [InlineData(SinkTrouble.Throttling, SinkCall.Posting)]
    [InlineData(SinkTrouble.Overload, SinkCall.LookUp)]
    [InlineData(SinkTrouble.Overload, SinkCall.Draft)]
    [InlineData(SinkTrouble.Overload, SinkCall.Posting)]
    public async Task A_call_too_many_is_tried_again_later_and_posts_once(
        SinkTrouble trouble,
        SinkCall at
    )
    {
        await WriteAsync(_samples.Party());
        await CauseAsync(trouble, at);

        var failure = await FailureOfAsync(() => WriteAsync(_samples.Invoice("A", 33.33m)));

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
        Assert.Equal(_target.WaitOf(trouble), failure.RetryAfter);
        Assert.True(_target.Troubles > 0);
        Assert.Equal(0, await PostingsAsync("A"));
        await PostOnceAsync(Sink, "A");
    }

    [Theory]
    [InlineData(SinkCall.LookUp)]
    [InlineData(SinkCall.Draft)]
    [InlineData(SinkCall.Posting)]
    public async Task A_session_that_ends_in_the_middle_is_opened_anew_and_posts_once(SinkCall at)
    {
        var sink = _target.WithSession();
        await WriteAsync(sink, _samples.Party());
        await CauseAsync(SinkTrouble.ExpiredSession, at);

        var posted = await WriteAsync(sink, _samples.Invoice("A", 33.33m));

        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(1, _target.Troubles);
        await PostOnceAsync(sink, "A");
    }

    [Theory]
    [InlineData(SinkCall.LookUp)]
    [InlineData(SinkCall.Draft)]
    [InlineData(SinkCall.Posting)]
    public async Task An_error_in_an_answer_of_success_is_no_success(SinkCall at)
    {
        await WriteAsync(_samples.Party());
        await CauseAsync(SinkTrouble.ErrorInSuccess, at);

        var failure = await FailureOfAsync(() => WriteAsync(_samples.Invoice("A", 33.33m)));

        Assert.Contains(_target.ErrorSaid, failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.True(_target.Troubles > 0);
        Assert.Equal(0, await PostingsAsync("A"));
        await PostOnceAsync(Sink, "A");
    }

    [Fact]
    public async Task A_field_that_nobody_told_us_of_changes_nothing()
    {
        await CauseAsync(SinkTrouble.NewField, SinkCall.LookUp);

        await WriteAsync(_samples.Party());
        var posted = await WriteAsync(_samples.Invoice("LIST-A", 33.33m));

        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(posted, Assert.Single(await FindAsync("LIST-A")));
        Assert.Equal(posted, Assert.Single(await ListAsync(dates: null)));
        Assert.True(_target.Troubles > 0);
        Assert.Single(await Sink.FindAsync(_samples.Party(), Token));
    }

    [Fact]
    public async Task A_field_that_is_missing_is_named_and_nothing_is_posted_twice()
    {
        RequireNeeds();
        await WriteAsync(_samples.Party());
        foreach (var (i, field) in _target.NeededFields.Index())
        {
            var suffix = $"A{i}";
            _target.Withhold(field);

            var write = await Record.ExceptionAsync(() =>
                WriteAsync(_samples.Invoice(suffix, 33.33m))
            );
            await _target.RecoverAsync(Token);

            // It may be written without it. What is in the ledger is looked for, and is no failure.
            var isPosted = await PostingsAsync(suffix) > 0;
            Assert.True(isPosted || write is not null, $"Nothing is posted without {field}.");
            RequireNamed(field, write, isPosted && Sink.Capabilities.AnswersWithin is null);
            await PostOnceAsync(Sink, suffix);
            _target.Withhold(field);
            var find = await Record.ExceptionAsync(() => FindAsync(suffix));
            Assert.True(find is not null, $"It is looked for without {field}.");
            RequireNamed(field, find, isPosted: false);
            await _target.RecoverAsync(Token);
        }
    }

    [Fact]
    public async Task A_customer_is_there_once_whatever_field_was_missing()
    {
        RequireNeeds();
        foreach (var field in _target.NeededFields)
        {
            _target.Withhold(field);
            var write = await Record.ExceptionAsync(() => WriteAsync(_samples.Party()));
            RequireNamed(field, write, isPosted: false);
            await _target.RecoverAsync(Token);
        }

        await WriteAsync(_samples.Party());

        Assert.Single(await Sink.FindAsync(_samples.Party(), Token));
        var name = await _target.CustomerNameAsync(_samples.Party().NaturalKey, Token);
        Assert.Equal(_samples.Party().Customer.Name, name);
    }

    /// <summary>What went wrong for want of a field says so, and who has to act.</summary>
    /// <param name="isPosted">By the call that failed, which has to be looked for then.</param>
    private static void RequireNamed(string field, Exception? thrown, bool isPosted)
    {
        if (thrown is null)
        {
            return;
        }

        var failure = thrown as ConnectorException;
        Assert.True(
            failure?.Fault is ConnectorFault.OutcomeUnknown
                || (failure?.Fault is ConnectorFault.Contract && !isPosted),
            $"Without {field}: {failure?.Fault} {thrown}"
        );
        Assert.Contains(field, thrown.Message, StringComparison.OrdinalIgnoreCase);
    }

    private void RequireNeeds() =>
        Assert.SkipWhen(
            _target.NeededFields.Count == 0,
            "Answers have the fields that a call asks for by their names, or the call is refused."
        );

    private async Task CauseAsync(SinkTrouble trouble, SinkCall at) =>
        Assert.SkipUnless(
            await _target.TryCauseAsync(trouble, at, Token),
            $"This does not happen to the target, or not to this call: {trouble}, {at}."
        );

    private async Task PostOnceAsync(ISink sink, string suffix)
    {
        await _target.RecoverAsync(Token);
        var posted = await WriteAsync(sink, _samples.Invoice(suffix, 33.33m));
        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(posted, Assert.Single(await FindAsync(suffix)));
        Assert.Equal(1, await PostingsAsync(suffix));
    }
}
