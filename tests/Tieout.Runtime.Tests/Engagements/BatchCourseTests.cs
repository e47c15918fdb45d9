using Microsoft.Extensions.Logging.Abstractions;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Engagements;

/// <summary>The commands of a batch are decided as if each came alone.</summary>
public sealed class BatchCourseTests
{
    private static readonly EngagementState Nothing = new(EngagementId.Parse("ENG-1"));

    /// <summary>Of a firm that suspects time which looks like other time.</summary>
    private static ReferenceBook Suspicious { get; } =
        ReferenceBook.Empty.Evolve(new ReadinessPlan(1, SuspectsDuplicates: true));

    private static ContractTerms Terms { get; } =
        new(
            CustomerCode.Parse("C-1"),
            LegalEntityCode.Parse("UK"),
            CurrencyCode.Parse("GBP"),
            new LocalDate(2026, 7, 1),
            End: null,
            IsSigned: true,
            [new ContractLine.TimeAndMaterials(ContractLineId.Parse("L"), LineScope.Everything)]
        );

    [Fact]
    public void A_batch_records_what_its_commands_record_one_by_one()
    {
        EngagementCommand[] commands =
        [
            Hour(1),
            Hour(2, isBillable: false, status: ApprovalStatus.Submitted),
            Hour(1),
            Hour(2, isBillable: true, version: 2),
            Hour(3),
            Hour(1, version: 2),
            Hour(3, minutes: 30m),
            Hour(4, isBillable: false),
        ];

        var (state, events, refusals) = Decide(Nothing, ReferenceBook.Empty, commands);

        Assert.Empty(refusals);
        AssertAsOneByOne(Nothing, ReferenceBook.Empty, commands, state, events);
    }

    [Fact]
    public void Time_that_is_suspected_because_of_other_time_of_the_batch_sees_it()
    {
        var watched = Nothing
            .Evolve(new EngagementEvent.ContractRecorded(new Contract(Nothing.Id, 1, Terms)))
            .State;
        EngagementCommand[] commands = [Hour(3, minutes: 30m), Hour(1), Hour(2)];

        var (state, events, _) = Decide(watched, Suspicious, commands);

        AssertAsOneByOne(watched, Suspicious, commands, state, events);
        Assert.Contains(
            ReasonCode.DuplicateSuspected,
            state.Work[WorkId.Parse("time/chronos/2")].Slices[0].Reasons
        );
    }

    /// <summary>Decided and folded by the domain alone.</summary>
    private static void AssertAsOneByOne(
        EngagementState before,
        ReferenceBook book,
        IEnumerable<EngagementCommand> commands,
        EngagementState state,
        IReadOnlyList<EngagementEvent> events
    )
    {
        var alone = before;
        var expected = new List<EngagementEvent>();
        foreach (var command in commands)
        {
            var decision = command.Decide(alone, book);
            var happened = ((Decision<EngagementEvent>.Accepted)decision).Events;
            alone = happened.Aggregate(alone, (x, e) => x.Evolve(e).State);
            expected.AddRange(happened);
        }

        Assert.Equal(expected.Select(Stored), events.Select(Stored));
        Assert.Equal(alone.Version, state.Version);
        Assert.True(alone.Ledger.Agrees(state.Ledger));
        Assert.Equal(Standing(alone), Standing(state));
    }

    [Fact]
    public void A_record_that_cannot_be_folded_is_refused_and_its_neighbours_are_not_touched()
    {
        var (state, events, refusals) = Decide(
            Nothing,
            ReferenceBook.Empty,
            Hour(1),
            Hour(2, minutes: -60m),
            Hour(3)
        );

        var refused = Assert.Single(refusals);
        Assert.Equal(1, refused.Index);
        Assert.Contains(
            "slice 1 of time/chronos/2",
            refused.Reason.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2, events.Count);
        Assert.Equal(2, state.Version);
        Assert.Equal(
            ["time/chronos/1", "time/chronos/3"],
            state.Work.Keys.Select(x => x.Value).Order()
        );
    }

    [Fact]
    public void Work_that_the_same_batch_let_go_of_waits_until_it_is_open_again()
    {
        var course = Course(Nothing, ReferenceBook.Empty);

        Assert.True(course.TryDecide(Hour(1, isBillable: false), 0));
        Assert.True(course.TryDecide(Hour(2), 1));
        Assert.False(course.TryDecide(Hour(1, version: 2), 2));
        Assert.Equal(2, course.End().Events.Count);
    }

    [Fact]
    public void Work_that_terms_of_the_same_batch_bring_back_is_opened_before_the_next_of_them()
    {
        var (covered, _, _) = Decide(
            Nothing,
            ReferenceBook.Empty,
            new RecordContract(new Contract(Nothing.Id, 1, Terms)),
            new RecordAmendment(Covering(1)),
            new RecordAmendment(Covering(2)),
            Hour(1)
        );
        Assert.Empty(covered.Work);
        var course = Course(covered, ReferenceBook.Empty);

        // While the other still covers the hour, it stays what it is.
        Assert.True(course.TryDecide(new RecordAmendment(Cancelled(Covering(1))), 0));
        Assert.False(course.TryDecide(new RecordAmendment(Cancelled(Covering(2))), 1));
    }

    private static Amendment Covering(int sequence) =>
        new(
            Nothing.Id,
            sequence,
            Version: 1,
            Terms.Start,
            IsSigned: true,
            Terms with
            {
                Lines =
                [
                    new ContractLine.FixedFee(
                        ContractLineId.Parse("FEE"),
                        LineScope.Everything,
                        []
                    ),
                ],
            }
        );

    private static Amendment Cancelled(Amendment amendment) =>
        amendment with
        {
            Version = amendment.Version + 1,
            IsCancelled = true,
        };

    private static (
        EngagementState State,
        IReadOnlyList<EngagementEvent> Events,
        IReadOnlyList<Refusal> Refusals
    ) Decide(EngagementState state, ReferenceBook book, params EngagementCommand[] commands)
    {
        var course = Course(state, book);
        for (var i = 0; i < commands.Length; i++)
        {
            Assert.True(course.TryDecide(commands[i], i));
        }

        return course.End();
    }

    private static BatchCourse Course(EngagementState state, ReferenceBook book) =>
        new(state, book, (x, e) => x.Evolve(e).State, NullLogger.Instance);

    private static string Stored(EngagementEvent happened) =>
        System.Text.Encoding.UTF8.GetString(EventCodec.Encode(happened).Data.Span);

    private static IEnumerable<(string, long?, string)> Standing(EngagementState state) =>
        state
            .Work.Values.Select(x =>
                (x.Work.Id.Value, x.RecordedAt, $"{x.Work.Version} {x.Slices[0].Stage}")
            )
            .Order();

    private static RecordWork Hour(
        int id,
        decimal minutes = 60m,
        long version = 1,
        bool isBillable = true,
        ApprovalStatus status = ApprovalStatus.Approved
    ) =>
        new(
            new TimeEntry(
                WorkId.Parse($"time/chronos/{id}"),
                version,
                ProjectCode.Parse("P-1"),
                ResourceCode.Parse("R-1"),
                new LocalDate(2026, 7, 6),
                Effort.OfMinutes(minutes),
                status,
                isBillable
            )
        );
}
