using Tieout.Connect;

namespace Tieout.Connectors.Tests;

/// <summary>
/// What tax engines, marks of billed work, mirrors of documents and projects have in common: told twice is
/// held once, whatever happens in between.
/// </summary>
public abstract class EffectConformance
{
    /// <summary>What a system says of the error in an answer of success.</summary>
    internal const string ErrorSaid = "Something is not right.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<IEffectBench> NewBenchAsync();

    [Fact]
    public async Task What_is_told_twice_is_held_once()
    {
        await using var bench = await NewBenchAsync();
        Assert.NotEqual(bench.Whole, await bench.HeldAsync(Token));

        Assert.Equal(0, await bench.TellAsync(Token));
        Assert.Equal(bench.Whole, await bench.HeldAsync(Token));
        Assert.Equal(0, await bench.TellAsync(Token));

        Assert.Equal(bench.Whole, await bench.HeldAsync(Token));
    }

    [Fact]
    public async Task A_lost_answer_is_nobodys_turn_and_told_again_it_is_held_once()
    {
        await using var bench = await NewBenchAsync();
        Cause(bench, EffectTrouble.LostAnswer);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => bench.TellAsync(Token));

        Assert.True(
            failure.Fault is ConnectorFault.OutcomeUnknown or ConnectorFault.Transient,
            $"{failure.Fault}"
        );
        Assert.Equal(1, bench.Troubles);
        await RequireWholeAsync(bench);
    }

    [Fact]
    public async Task A_call_too_many_is_waited_for_or_tried_again_later()
    {
        await using var bench = await NewBenchAsync();
        Cause(bench, EffectTrouble.Throttling);

        var failure = await Record.ExceptionAsync(() => bench.TellAsync(Token));

        Assert.True(
            failure is null or ConnectorException { Fault: ConnectorFault.Transient },
            $"{failure}"
        );
        Assert.Equal(1, bench.Troubles);
        await RequireWholeAsync(bench);
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_is_opened_anew()
    {
        await using var bench = await NewBenchAsync();
        Cause(bench, EffectTrouble.ExpiredSession);

        Assert.Equal(0, await bench.TellAsync(Token));

        Assert.Equal(1, bench.Troubles);
        await RequireWholeAsync(bench);
    }

    [Fact]
    public async Task An_error_in_an_answer_of_success_is_no_success()
    {
        await using var bench = await NewBenchAsync();
        Cause(bench, EffectTrouble.ErrorInSuccess);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => bench.TellAsync(Token));

        Assert.Contains(ErrorSaid, failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, bench.Troubles);
        Assert.NotEqual(bench.Whole, await bench.HeldAsync(Token));
        await RequireWholeAsync(bench);
    }

    [Fact]
    public async Task A_field_that_nobody_told_us_of_changes_nothing()
    {
        await using var bench = await NewBenchAsync();
        Cause(bench, EffectTrouble.NewField);

        Assert.Equal(0, await bench.TellAsync(Token));

        Assert.True(bench.Troubles > 0);
        await RequireWholeAsync(bench);
    }

    [Fact]
    public async Task A_record_that_is_refused_among_others_is_told_alone_and_again()
    {
        await using var bench = await NewBenchAsync();
        Cause(bench, EffectTrouble.RefusedRow);

        Assert.Equal(1, await bench.TellAsync(Token));

        Assert.Equal(1, bench.Troubles);
        Assert.Single(bench.Whole.Intersect(await bench.HeldAsync(Token), StringComparer.Ordinal));
        await RequireWholeAsync(bench);
    }

    [Fact]
    public async Task A_field_that_is_missing_is_named_and_nothing_is_held_twice()
    {
        await using var bench = await NewBenchAsync();
        Assert.SkipWhen(
            bench.NeededFields.Count == 0,
            "Calls name the fields that they ask for, and an unknown name is refused."
        );
        foreach (var field in bench.NeededFields)
        {
            bench.Withhold(field);
            var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
                bench.TellAsync(Token)
            );
            await bench.RecoverAsync(Token);
            Assert.True(
                failure.Fault is ConnectorFault.OutcomeUnknown or ConnectorFault.Contract,
                $"Without {field}: {failure}"
            );
            Assert.Contains(field, failure.Message, StringComparison.OrdinalIgnoreCase);
        }

        await RequireWholeAsync(bench);
    }

    private static void Cause(IEffectBench bench, EffectTrouble trouble) =>
        Assert.SkipUnless(
            bench.TryCause(trouble),
            $"This does not happen to the system: {trouble}."
        );

    /// <summary>All is told once more, and held once.</summary>
    private static async Task RequireWholeAsync(IEffectBench bench)
    {
        await bench.RecoverAsync(Token);
        Assert.Equal(0, await bench.TellAsync(Token));
        Assert.Equal(bench.Whole, await bench.HeldAsync(Token));
    }
}
