using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class PostingWindowTests
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData(1, 25, "00:00", "00:00", "2026-11-25T23:59", true, "")]
    [InlineData(1, 25, "00:00", "00:00", "2026-11-26T00:00", false, "2026-12-01T00:00")]
    [InlineData(28, 3, "00:00", "00:00", "2026-12-03T10:00", true, "")]
    [InlineData(28, 3, "00:00", "00:00", "2026-12-04T10:00", false, "2026-12-28T00:00")]
    [InlineData(1, 31, "08:00", "20:00", "2026-11-05T08:00", true, "")]
    [InlineData(1, 31, "08:00", "20:00", "2026-11-05T07:59", false, "2026-11-05T08:00")]
    [InlineData(1, 31, "08:00", "20:00", "2026-11-05T20:00", false, "2026-11-06T08:00")]
    [InlineData(1, 31, "22:00", "06:00", "2026-11-05T05:59", true, "")]
    [InlineData(1, 31, "22:00", "06:00", "2026-11-05T06:00", false, "2026-11-05T22:00")]
    [InlineData(1, 31, "08:00", "00:00", "2026-11-05T23:59", true, "")]
    [InlineData(1, 25, "08:00", "20:00", "2026-11-25T20:00", false, "2026-12-01T08:00")]
    // From the first day on it is open at once: the night before the first is another day.
    [InlineData(1, 25, "22:00", "06:00", "2026-11-30T23:00", false, "2026-12-01T00:00")]
    // There is no 31st in February.
    [InlineData(31, 31, "00:00", "00:00", "2026-02-01T00:00", false, "2026-03-31T00:00")]
    public void A_window_is_open_on_its_days_at_its_hours_and_says_when_it_opens(
        int firstDay,
        int lastDay,
        string opens,
        string closes,
        string now,
        bool isOpen,
        string next
    )
    {
        var window = new PostingWindow(London, firstDay, lastDay, Hour(opens), Hour(closes));

        Assert.Equal(isOpen, window.IsOpenAt(At(now)));
        if (!isOpen)
        {
            Assert.Equal(At(next), window.OpensAfter(At(now)));
        }
    }

    [Fact]
    public void Its_hours_are_those_of_the_zone_in_summer_as_well()
    {
        var window = new PostingWindow(London, 1, 31, Hour("08:00"), Hour("20:00"));

        Assert.True(window.IsOpenAt(Instant.FromUtc(2026, 7, 1, 7, 0)));
        Assert.False(window.IsOpenAt(Instant.FromUtc(2026, 7, 1, 19, 0)));
    }

    [Fact]
    public void An_hour_that_a_day_leaves_out_is_waited_for_until_a_day_has_it()
    {
        // On 29 March 2026 London goes from 01:00 to 02:00.
        var window = new PostingWindow(London, 29, 29, Hour("01:15"), Hour("01:45"));

        Assert.Equal(At("2026-04-29T01:15"), window.OpensAfter(At("2026-03-01T00:00")));
    }

    private static LocalTime Hour(string text) =>
        NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static Instant At(string local) =>
        NodaTime
            .Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Parse(local)
            .Value.InZoneStrictly(London)
            .ToInstant();
}
