using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>The time from where it begins to where it ends, in seconds.</summary>
internal static class FieldSpan
{
    private static readonly Duration LengthMax = Duration.FromDays(366);

    /// <summary>Between two instants, or two times of a day.</summary>
    /// <param name="zone">Of instants without an offset.</param>
    /// <returns>None where one of them is missing: it is still running.</returns>
    public static FieldValue Read(ValueForm form, DateTimeZone? zone, string? from, string? to)
    {
        if (string.IsNullOrWhiteSpace(from) || string.IsNullOrWhiteSpace(to))
        {
            return FieldValue.None;
        }

        var raw = $"{from} to {to}";
        if (SecondsOf(form, zone, from.Trim(), to.Trim()) is not { } seconds)
        {
            return new FieldValue(
                raw,
                "rest.bad-duration",
                "are no two instants, nor two times of a day such as 9:00; of instants without an offset, say zone",
                raw
            );
        }

        return seconds < 0m
            ? new FieldValue(raw, "rest.bad-duration", "ends before it begins", raw)
            : new FieldValue(FieldText.Write(seconds), Raw: raw);
    }

    /// <summary>The time without a pause; that of no pause where it has no value.</summary>
    public static FieldValue Less(FieldValue time, FieldValue pause)
    {
        if (string.IsNullOrEmpty(pause.Text))
        {
            return time;
        }

        if (!FieldText.TryNumber(pause.Text, out var less))
        {
            return new FieldValue(
                pause.Text,
                "rest.bad-number",
                "is no number of seconds",
                time.Raw
            );
        }

        _ = FieldText.TryNumber(time.Text!, out var whole);
        return less < 0m || less > whole
            ? new FieldValue(
                pause.Text,
                "rest.bad-duration",
                $"is no pause of {time.Raw}, which is {time.Text} seconds",
                time.Raw
            )
            : time with
            {
                Text = FieldText.Write(whole - less),
            };
    }

    private static decimal? SecondsOf(ValueForm form, DateTimeZone? zone, string from, string to)
    {
        if (
            form is not ValueForm.Clock
            && InstantOf(form, zone, from) is { } begin
            && InstantOf(form, zone, to) is { } end
        )
        {
            // Years apart, as of a date that stands for none, is no work that a column could hold.
            var span = end - begin;
            return span < Duration.Zero ? -1m
                : span > LengthMax ? null
                : (decimal)span.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerSecond;
        }

        if (
            form is ValueForm.Plain or ValueForm.Clock
            && TimeOfDay(from) is { } first
            && TimeOfDay(to) is { } last
        )
        {
            // Past midnight where it ends earlier in the day than it begins.
            return last - first + (last < first ? NodaConstants.SecondsPerDay : 0m);
        }

        return null;
    }

    private static Instant? InstantOf(ValueForm form, DateTimeZone? zone, string text) =>
        form switch
        {
            ValueForm.UnixSeconds => FieldText.TryUnix(text, 1m, out var at) ? at : null,
            ValueForm.UnixMilliseconds => FieldText.TryUnix(text, 1_000m, out var at) ? at : null,
            _ => FieldText.TryInstant(text, zone, out var at) ? at : null,
        };

    /// <summary>Seconds since midnight; none for what is no time of a day.</summary>
    private static decimal? TimeOfDay(string text) =>
        FieldText.TryClock(text, out var seconds)
        && seconds is >= 0m and <= NodaConstants.SecondsPerDay
            ? seconds
            : null;
}
