using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>What the work ledger refuses, whoever asks for it.</summary>
public sealed class LedgerRefusalTests
{
    private static readonly WorkId Work = WorkId.Parse("time/chronos/1");

    private static readonly Money Hour = new(150m, Facts.Gbp);

    [Fact]
    public void A_stage_never_owes_work()
    {
        var hour = Effort.OfHours(1m);
        var ledger = WorkLedger.Empty.Apply([new Move(Work, 1, null, Stage.Ready, hour, Hour)]);

        // An hour is billed twice: the stages still add up, but one of them is below zero.
        var drafted = ledger.Apply([new Move(Work, 1, Stage.Ready, Stage.Drafted, hour, Hour)]);

        Assert.Throws<InvariantException>(() =>
            drafted.Apply([new Move(Work, 1, Stage.Ready, Stage.Drafted, hour, Hour)])
        );
    }

    [Fact]
    public void A_slice_owes_no_effort_to_its_neighbour()
    {
        var item = new WorkItem(
            Facts.Time(1),
            [Slice(1, 61m, Stage.Ready), Slice(2, -1m, Stage.Ready)]
        );

        Assert.Throws<InvariantException>(() => item.Checked());
    }

    [Fact]
    public void What_is_on_a_document_has_an_amount()
    {
        var valued = new WorkItem(Facts.Time(1), [Slice(1, 60m, Stage.Invoiced)]);
        var unvalued = valued with { Slices = [valued.Slices[0] with { Amount = null }] };

        Assert.Same(valued, valued.Checked());
        Assert.Throws<InvariantException>(() => unvalued.Checked());
    }

    private static Slice Slice(int number, decimal minutes, Stage stage) =>
        new(number, Effort.OfMinutes(minutes), Hour, stage, []);
}
