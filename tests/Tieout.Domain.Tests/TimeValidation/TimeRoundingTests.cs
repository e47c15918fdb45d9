using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Tests.TimeValidation;

public sealed class TimeRoundingTests
{
    private static readonly LocalDate Day = new(2025, 1, 6);

    [Theory]
    [InlineData("02:21:10", "21:02:58", 15, 0, "02:15:00", "21:02:58", 67_678)]
    [InlineData("10:15:00", "19:52:20", 1, 0, "10:15:00", "19:52:20", 34_640)]
    [InlineData("10:15:00", "19:52:20", 1, 60, "10:15:00", "19:52:20", 36_000)]
    public void A_clock_time_that_is_not_rounded_keeps_its_seconds(
        string begin,
        string end,
        int beginStep,
        int durationStep,
        string first,
        string last,
        int seconds
    )
    {
        // 21:02:58 - 02:15:00 = 18 h 47 min 58 s = 67,678 s; 20 s are no whole part of a minute
        var pattern = NodaTime.Text.LocalTimePattern.ExtendedIso;
        var rounding = new ClockRounding(
            new TimeIncrement(beginStep, IncrementDirection.Nearest),
            new TimeIncrement(0m, IncrementDirection.Nearest),
            new TimeIncrement(durationStep, IncrementDirection.Nearest)
        );

        var rounded = rounding.Round(pattern.Parse(begin).Value, pattern.Parse(end).Value);

        Assert.Equal(
            (pattern.Parse(first).Value, pattern.Parse(last).Value, new Effort(seconds)),
            rounded
        );
    }

    [Fact]
    public void The_surplus_of_a_day_goes_to_its_last_entry()
    {
        // 7 + 10 = 17 minutes, up to 30: the 13 more go to the second entry
        var rounding = new BillableIncrement(
            new TimeRounding(new TimeIncrement(15m, IncrementDirection.Up), Effort.Zero),
            IncrementScope.ResourceTaskDay
        );

        Assert.Equal(
            [Effort.OfMinutes(7m), Effort.OfMinutes(23m)],
            rounding.Apply([Captured(7), Captured(10)])
        );
    }

    [Fact]
    public void A_day_rounded_as_one_has_the_rounded_sum_and_no_entry_below_zero()
    {
        Gen.Select(
                Gen.Int[0, 90].Array[1, 6],
                Gen.Int[1, 30],
                Gen.Enum<IncrementDirection>(),
                Gen.Int[0, 20]
            )
            .Sample(
                (minutes, step, direction, minimum) =>
                {
                    var increment = new TimeIncrement(step, direction);
                    var rounding = new BillableIncrement(
                        new TimeRounding(increment, Effort.OfMinutes(minimum)),
                        IncrementScope.ResourceTaskDay
                    );
                    var billable = rounding.Apply([.. minutes.Select(Captured)]);
                    var worked = minutes.Sum();
                    var expected = worked == 0 ? 0m : Math.Max(minimum, increment.Round(worked));

                    Assert.Equal(expected, Effort.Sum(billable).Minutes);
                    Assert.All(billable, part => Assert.True(part >= Effort.Zero));
                }
            );
    }

    [Fact]
    public void The_night_of_the_clock_change_has_four_real_hours()
    {
        // 22:00 to 05:00 in Berlin, clocks go forward: 2 h before midnight, 4 h after
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var worked = new Interval(
            Instant.FromUtc(2025, 3, 29, 21, 0),
            Instant.FromUtc(2025, 3, 30, 3, 0)
        );

        Assert.Equal(
            [
                new WorkedSegment(new(2025, 3, 29), Effort.OfHours(2m)),
                new WorkedSegment(new(2025, 3, 30), Effort.OfHours(4m)),
            ],
            ServiceDates.Split(worked, zone)
        );
    }

    [Fact]
    public void A_day_that_a_zone_left_out_is_stepped_over()
    {
        // Samoa went from 29 to 31 December 2011 at midnight, 10:00 in UTC.
        var worked = new Interval(
            Instant.FromUtc(2011, 12, 30, 8, 0),
            Instant.FromUtc(2011, 12, 30, 12, 0)
        );

        Assert.Equal(
            [
                new WorkedSegment(new(2011, 12, 29), Effort.OfHours(2m)),
                new WorkedSegment(new(2011, 12, 31), Effort.OfHours(2m)),
            ],
            ServiceDates.Split(worked, DateTimeZoneProviders.Tzdb["Pacific/Apia"])
        );
    }

    [Fact]
    public void Work_cut_at_midnights_is_as_long_as_it_was_in_every_zone()
    {
        var zones = Gen.OneOf(
            Gen.Const("Europe/Berlin"),
            Gen.Const("America/New_York"),
            Gen.Const("Asia/Kathmandu"),
            Gen.Const("Australia/Lord_Howe")
        );
        Gen.Select(zones, Gen.Int[0, 525_600], Gen.Int[0, 4_320])
            .Sample(
                (zone, start, minutes) =>
                {
                    var from = Instant.FromUtc(2025, 1, 1, 0, 0) + Duration.FromMinutes(start);
                    var segments = ServiceDates.Split(
                        new Interval(from, from + Duration.FromMinutes(minutes)),
                        DateTimeZoneProviders.Tzdb[zone]
                    );

                    Assert.Equal(minutes, segments.Sum(segment => segment.Worked.Minutes));
                    Assert.Equal(
                        segments.Count,
                        segments.Select(segment => segment.Date).Distinct().Count()
                    );
                }
            );
    }

    [Fact]
    public void Begin_and_end_are_rounded_before_the_duration()
    {
        // 12:17:35 up to 12:30, 13:32:52 up to 13:45: 75 minutes
        var quarter = new TimeIncrement(15m, IncrementDirection.Up);
        var rounding = new ClockRounding(quarter, quarter, default);

        Assert.Equal(
            (new LocalTime(12, 30), new LocalTime(13, 45), Effort.OfMinutes(75m)),
            rounding.Round(new LocalTime(12, 17, 35), new LocalTime(13, 32, 52))
        );
    }

    private static CapturedTime Captured(int minutes) =>
        new(Effort.OfMinutes(minutes), "R1", "A", Day);
}
