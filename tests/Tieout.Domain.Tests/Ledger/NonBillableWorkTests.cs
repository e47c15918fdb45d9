using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>Approved time that is not to be billed leaves memory, and comes back when it matters.</summary>
public sealed class NonBillableWorkTests
{
    private static readonly ContractLineId Fee = ContractLineId.Parse("FEE");

    [Fact]
    public void Approved_time_that_is_not_billable_leaves_memory_and_stays_in_the_ledger()
    {
        var hub = Hub();
        hub.Take(Facts.Time(1, isBillable: false));
        hub.Take(Facts.Time(2, status: ApprovalStatus.Submitted, isBillable: false));
        hub.Take(Facts.Time(3));

        Assert.Equal([2, 3], Open(hub));
        Assert.Equal(120m, Minutes(hub, Stage.NonBillable));
    }

    [Fact]
    public void Time_that_is_not_billable_has_no_value_whatever_is_known_of_rates()
    {
        var early = new MemoryHub(Facts.Engagement);
        early.Take(Facts.Time(1, isBillable: false));
        Facts.Master.ToList().ForEach(early.Take);
        var late = Hub();
        late.Take(Facts.Time(1, isBillable: false));

        Assert.True(early.State.Ledger.Agrees(late.State.Ledger));
        Assert.Empty(early.State.Work);
        Assert.Empty(late.State.Work);
    }

    [Fact]
    public void A_newer_version_brings_it_back_and_makes_it_billable()
    {
        var hub = Hub();
        hub.Take(Facts.Time(1, isBillable: false));
        hub.Take(Facts.Time(1, version: 2));

        Assert.Equal(Stage.Ready, Assert.Single(hub.State.Work).Value.Slices[0].Stage);
        hub.Bill(Facts.End);
        Assert.Equal(180m, Assert.Single(hub.State.Invoices).Value.Invoice.Gross.Amount);
    }

    [Fact]
    public void The_same_version_again_changes_nothing_and_with_other_contents_is_a_conflict()
    {
        var hub = Hub();
        hub.Take(Facts.Time(1, isBillable: false));
        var recorded = hub.History.Count;
        hub.Take(Facts.Time(1, isBillable: false));

        Assert.Equal(recorded, hub.History.Count);
        hub.Take(Facts.Time(1, minutes: 61, isBillable: false));
        Assert.IsType<EngagementEvent.VersionConflictFound>(hub.History[^1]);
        recorded = hub.History.Count;
        hub.Take(Facts.Time(1, minutes: 61, isBillable: false));
        Assert.Equal(recorded, hub.History.Count);
    }

    [Fact]
    public void Paid_work_that_is_told_differently_in_the_same_version_is_a_conflict()
    {
        var hub = Hub();
        hub.Take(Facts.Time(1));
        hub.Bill(Facts.End);
        hub.Post();
        var document = Assert.Single(hub.State.Invoices).Value;
        hub.Take(new Payment("PAY-1", 1, document.Invoice.Reference, document.Open, Facts.End));
        Assert.Empty(hub.State.Work);

        hub.Take(Facts.Time(1, minutes: 61));

        Assert.Single(hub.History.OfType<EngagementEvent.VersionConflictFound>());
        Assert.Empty(hub.State.Work);
        var recorded = hub.History.Count;
        hub.Take(Facts.Time(1, minutes: 61));
        Assert.Equal(recorded, hub.History.Count);
    }

    [Fact]
    public void Time_that_a_fee_covers_is_billed_once_an_amendment_no_longer_covers_it()
    {
        var hub = Hub();
        hub.Take(new Contract(Facts.Engagement, 2, Covered()));
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2, date: Facts.Start.PlusDays(50)));
        Assert.Empty(hub.State.Work);

        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                Facts.Start.PlusDays(40),
                IsSigned: true,
                Facts.Terms()
            )
        );

        Assert.Equal([2], Open(hub));
        Assert.Equal(Stage.Ready, Assert.Single(hub.State.Work).Value.Slices[0].Stage);
    }

    [Fact]
    public void Ready_time_is_let_go_of_once_a_new_contract_covers_it_by_a_fee()
    {
        var hub = Hub();
        hub.Take(Facts.Time(1));
        hub.Take(new Contract(Facts.Engagement, 2, Covered()));

        Assert.Empty(hub.State.Work);
        hub.Take(new Contract(Facts.Engagement, 3, Facts.Terms()));
        Assert.Equal(Stage.Ready, Assert.Single(hub.State.Work).Value.Slices[0].Stage);
    }

    [Fact]
    public void Time_that_was_on_a_document_is_kept_with_it()
    {
        var hub = Hub();
        hub.Take(Facts.Time(1));
        hub.Bill(Facts.End);
        hub.Post();
        hub.Take(
            new DocumentVoided(
                Assert.Single(hub.State.Invoices).Value.Invoice.Reference,
                1,
                Facts.End
            )
        );
        hub.Take(Facts.Time(1, version: 2, isBillable: false));

        Assert.Equal([1], Open(hub));
    }

    [Fact]
    public void A_history_that_is_folded_at_once_lets_go_of_the_same_work_at_the_same_places()
    {
        var hub = Hub();
        for (var id = 1; id <= 9; id++)
        {
            hub.Take(Facts.Time(id, isBillable: id % 3 != 0));
        }

        var at = hub.State.MissingWork([new RecordWork(Facts.Time(6, version: 2))]);
        var replayed = hub.Replayed().State;

        Assert.Equal(at, replayed.MissingWork([new RecordWork(Facts.Time(6, version: 2))]));
        Assert.Equal(
            6,
            Assert.IsType<EngagementEvent.WorkRecorded>(hub.History[(int)at[0] - 1]).Work.Id.Value[
                ^1
            ] - '0'
        );
        Assert.Equal(Places(hub.State), Places(replayed));
        Assert.Equal(hub.State.Version, replayed.Version);

        static IEnumerable<(string, long?)> Places(EngagementState state) =>
            state.Work.Values.Select(x => (x.Work.Id.Value, x.RecordedAt)).Order();
    }

    private static decimal Minutes(MemoryHub hub, Stage stage) =>
        hub.State.Ledger.Stages.Where(x => x.Key.Stage == stage).Sum(x => x.Value.Effort.Minutes);

    private static ContractTerms Covered() =>
        Facts.Terms() with
        {
            Lines = [new ContractLine.FixedFee(Fee, LineScope.Everything, [])],
        };

    private static IEnumerable<int> Open(MemoryHub hub) =>
        hub
            .State.Work.Keys.Select(id =>
                int.Parse(
                    id.Value.Split('/')[^1],
                    System.Globalization.CultureInfo.InvariantCulture
                )
            )
            .Order();

    private static MemoryHub Hub()
    {
        var hub = new MemoryHub(Facts.Engagement);
        Facts.Master.ToList().ForEach(hub.Take);
        return hub;
    }
}
