using NodaTime.Text;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Turns a value into the form of its column.</summary>
internal static class FieldForm
{
    public static FieldValue Read(RestField field, Column? column, string text) =>
        field.Form switch
        {
            ValueForm.Duration => Seconds(field, text, FieldText.TryDuration, "like PT1H30M"),
            ValueForm.Clock => Seconds(field, text, FieldText.TryClock, "like 1:30"),
            ValueForm.DecimalComma => Grouped(field, text, thousands: '.', decimals: ','),
            ValueForm.DecimalPoint => Grouped(field, text, thousands: ',', decimals: '.'),
            ValueForm.Date => Date(field, text),
            ValueForm.Instant or ValueForm.UnixSeconds or ValueForm.UnixMilliseconds => Moment(
                field,
                column,
                text
            ),
            _ => Plain(field, column, text),
        };

    private static FieldValue Plain(RestField field, Column? column, string text)
    {
        switch (column?.Form)
        {
            case ColumnForm.Instant:
                return Moment(field, column, text);
            case ColumnForm.Date when field.Format is not null:
                return Date(field, text);
            case ColumnForm.Date when text.Length > 10 && text[10] is 'T' or ' ':
                return new FieldValue(
                    text,
                    "rest.bad-date",
                    "is an instant and no day; say as: instant with the zone of the day"
                );
            case ColumnForm.Date
                when FieldForms.DateFault(text, out _) is not null
                    && UnitHint.OfDay(text) is { } hint:
                return new FieldValue(text, "rest.bad-date", $"is no day; {hint}");
            case ColumnForm.Number or ColumnForm.Integer:
                return Number(field, text, column);
            case ColumnForm.Flag:
                return new FieldValue(
                    text switch
                    {
                        "1" or "True" => "true",
                        "0" or "False" => "false",
                        _ => text,
                    }
                );
            default:
                return field.Times is null && field.Decimals is null
                    ? new FieldValue(text)
                    : Number(field, text);
        }
    }

    private static FieldValue Number(RestField field, string text, Column? column = null)
    {
        if (!FieldText.TryNumber(text.Trim(), out var number))
        {
            var hint =
                field.Form is ValueForm.Plain
                    ? UnitHint.OfNumber(column, text.Trim())
                    : string.Empty;
            return new FieldValue(text, "rest.bad-number", $"is no number{hint}");
        }

        try
        {
            number *= field.Times ?? 1m;
        }
        catch (OverflowException)
        {
            return new FieldValue(text, "rest.bad-number", "is too large");
        }

        return new FieldValue(FieldText.Write(FieldText.Round(number, field.Decimals)));
    }

    /// <summary>A number as people write it; one of JSON, which has a point, is none of those.</summary>
    private static FieldValue Grouped(
        RestField field,
        string text,
        char thousands,
        char decimals
    ) =>
        FieldText.TryGrouped(text.Trim(), thousands, decimals, out var number)
            ? Number(field, number)
            : new FieldValue(
                text,
                "rest.bad-number",
                $"is no number with {decimals} before its decimals and {thousands} or blanks between its thousands"
            );

    private static FieldValue Seconds(
        RestField field,
        string text,
        TryRead<decimal> read,
        string example
    ) =>
        read(text.Trim(), out var seconds)
            ? Number(field, FieldText.Write(seconds))
            : new FieldValue(text, "rest.bad-duration", $"is no duration {example}");

    private static FieldValue Date(RestField field, string text)
    {
        var pattern = field.Format is { } format
            ? LocalDatePattern.CreateWithInvariantCulture(format)
            : LocalDatePattern.Iso;
        return pattern.Parse(text.Trim()).TryGetValue(default, out var day)
            ? new FieldValue(LocalDatePattern.Iso.Format(day))
            : new FieldValue(
                text,
                "rest.bad-date",
                $"is no date in the format {field.Format ?? "yyyy-MM-dd"}"
            );
    }

    private static FieldValue Moment(RestField field, Column? column, string text)
    {
        Instant instant = default;
        var isRead = field.Form switch
        {
            ValueForm.UnixSeconds => FieldText.TryUnix(text, 1m, out instant),
            ValueForm.UnixMilliseconds => FieldText.TryUnix(text, 1_000m, out instant),
            _ => FieldText.TryInstant(text.Trim(), field.Zone, out instant),
        };
        if (!isRead)
        {
            return new FieldValue(
                text,
                "rest.bad-instant",
                $"is no instant of ISO 8601 with its offset; {UnitHint.OfInstant(text.Trim()) ?? "without one, say zone"}"
            );
        }

        if (column?.Form is ColumnForm.Date && field.Zone is null)
        {
            return new FieldValue(text, "rest.bad-zone", "has no zone that says its day");
        }

        return new FieldValue(
            column?.Form is ColumnForm.Date
                ? LocalDatePattern.Iso.Format(instant.InZone(field.Zone!).Date)
                : InstantPattern.ExtendedIso.Format(instant)
        );
    }

    private delegate bool TryRead<T>(string text, out T value);
}
