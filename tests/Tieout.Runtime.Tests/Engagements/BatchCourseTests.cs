using Microsoft.Extensions.Logging.Abstractions;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
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

        var (state, events, refusals) = Decide(Nothing, commands);

        Assert.Empty(refusals);
        var alone = Nothing;
        var expected = new List<EngagementEvent>();
        foreach (var command in commands)
        {
            var (next, happened, _) = Decide(alone, command);
            (alone, expected) = (next, [.. expected, .. happened]);
        }

        Assert.Equal(expected.Select(Stored), events.Select(Stored));
        Assert.Equal(alone.Version, state.Version);
        Assert.True(alone.Ledger.Agrees(state.Ledger));
        Assert.Equal(Standing(alone), Standing(state));
    }

    [Fact]
    public void A_record_that_cannot_be_folded_is_refused_and_its_neighbours_are_not_touched()
    {
        var (state, events, refusals) = Decide(Nothing, Hour(1), Hour(2, minutes: -60m), Hour(3));

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
        var course = Course(Nothing);

        Assert.True(course.TryDecide(Hour(1, isBillable: false), 0));
        Assert.True(course.TryDecide(Hour(2), 1));
        Assert.False(course.TryDecide(Hour(1, version: 2), 2));
        Assert.Equal(2, course.End().Events.Count);
    }

    private static (
        EngagementState State,
        IReadOnlyList<EngagementEvent> Events,
        IReadOnlyList<Refusal> Refusals
    ) Decide(EngagementState state, params EngagementCommand[] commands)
    {
        var course = Course(state);
        for (var i = 0; i < commands.Length; i++)
        {
            Assert.True(course.TryDecide(commands[i], i));
        }

        return course.End();
    }

    private static BatchCourse Course(EngagementState state) =>
        new(state, ReferenceBook.Empty, (x, e) => x.Evolve(e).State, NullLogger.Instance);

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
