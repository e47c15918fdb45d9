using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Reconciliation.Readiness;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>What the next billing run takes, and what it cannot take yet.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Unbilled_work_is_ready_or_waits_for_somebody_and_billed_work_is_neither()
    {
        // Invoiced: 10 h. Ready: 2 h x 150.00 = 300.00. Submitted: 1 h x 100.00. Parked: 3 h.
        await using var firm = await UnbilledAsync();

        var list = await ReadAsync(firm, ReadinessFilter.All);

        Assert.Equal(
            [
                (null, "PROJECT_UNKNOWN", 3m, null),
                ("E-1", null, 2m, 300m),
                ("E-1", "TIME_NOT_APPROVED", 1m, (decimal?)100m),
            ],
            list.Rows.Select(x => (x.Engagement, x.Reason, x.Effort.Hours, x.Amount?.Amount))
        );
        Assert.All(list.Rows, row => Assert.Equal(row.IsReady, row.Owner is null));
        var engagement = Assert.Single(list.ByEngagement(), total => total.Of == "E-1");
        Assert.Equal(
            (Effort.OfHours(2), Effort.OfHours(1)),
            (engagement.Ready, engagement.Waiting)
        );
        Assert.Equal(300m, engagement.ReadyAmount!.Value.Amount);
        Assert.Equal(100m, engagement.WaitingAmount!.Value.Amount);
    }

    [Fact]
    public async Task Only_what_was_worked_through_a_day_is_asked_for()
    {
        await using var firm = await UnbilledAsync();
        var before = Firm.Time(2, 2m, role: "lead").WorkDate.PlusDays(-1);

        Assert.Empty((await ReadAsync(firm, new ReadinessFilter(Through: before))).Rows);
        Assert.NotEmpty(
            (await ReadAsync(firm, new ReadinessFilter(Through: before.PlusDays(1)))).Rows
        );
    }

    [Fact]
    public async Task The_list_is_narrowed_to_an_owner_an_engagement_or_a_legal_entity()
    {
        await using var firm = await UnbilledAsync();

        var managers = await ReadAsync(
            firm,
            new ReadinessFilter(Owner: ReasonOwner.ProjectManager, LegalEntity: "UK")
        );
        Assert.Equal("TIME_NOT_APPROVED", Assert.Single(managers.Rows).Reason);
        Assert.Empty((await ReadAsync(firm, new ReadinessFilter(Engagement: "E-2"))).Rows);
        Assert.Equal(
            ["-", "ProjectManager"],
            (await ReadAsync(firm, ReadinessFilter.All))
                .ByOwner(owner => owner.ToString())
                .Select(total => total.Of)
                .Distinct()
        );
    }

    private static async Task<Firm> UnbilledAsync()
    {
        var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.DoAsync(new RecordWork(Firm.Time(2, 2m, role: "lead")));
        await firm.DoAsync(new RecordWork(Firm.Time(3, 1m, status: ApprovalStatus.Submitted)));
        // Of two versions that are parked the newer one counts.
        RouteEvent[] parked =
        [
            new RouteEvent.WorkParked(Firm.Time(4, 5m), new Origin("chronos", "time.csv:4")),
            new RouteEvent.WorkParked(
                Firm.Time(4, 3m, version: 2),
                new Origin("chronos", "time.csv:5")
            ),
        ];
        await firm.AppendAsync(
            Streams.Route(ProjectCode.Parse("P-9")),
            [.. parked.Select(e => EventCodec.Encode(Streams.RouteEventType, e, null))]
        );
        await firm.FollowAsync();
        return firm;
    }

    private static async Task<ReadinessList> ReadAsync(Firm firm, ReadinessFilter filter)
    {
        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        return await ReadinessList.ReadAsync(read, filter, CancellationToken.None);
    }
}
