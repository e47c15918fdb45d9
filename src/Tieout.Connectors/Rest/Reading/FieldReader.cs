using System.Text.Json;
using NodaTime.Text;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Makes a column's text of a record.</summary>
internal sealed class FieldReader(RestScopes scopes, Lookups lookups)
{
    public async Task<FieldValue> ReadAsync(
        RestField field,
        Column? column,
        Place record,
        CancellationToken cancellationToken
    )
    {
        if (field.First.Count > 0)
        {
            return await FirstAsync(field, column, record, cancellationToken);
        }

        if (field.IsBetween)
        {
            return await BetweenAsync(field, column, record, cancellationToken);
        }

        var raw = RawOf(field, record);
        if (raw is { Code: null, Text: { } key } && field is { Lookup: { } name, Take: { } take })
        {
            var day = await DayAsync(field.On, record, cancellationToken);
            var found = await lookups.FindAsync(name, key, day, record, cancellationToken);
            raw =
                found is not null ? await ReadAsync(take, column: null, found, cancellationToken)
                : lookups.MayLack(name) ? FieldValue.None
                : new FieldValue(key, "rest.not-found", $"is no record of {name}", key);
        }

        return raw.Code is not null ? raw
            : field.ZoneText is null ? Made(field, column, raw)
            : Made(field with { Zone = ZoneOf(field.ZoneText, record) }, column, raw);
    }

    /// <summary>The first of several that has a value, or that cannot be understood.</summary>
    private async Task<FieldValue> FirstAsync(
        RestField field,
        Column? column,
        Place record,
        CancellationToken cancellationToken
    )
    {
        // What is done to whichever it is, is done to it as it is written.
        var isChanged = field.IsChanging;
        foreach (var one in field.First)
        {
            var value = await ReadAsync(one, isChanged ? null : column, record, cancellationToken);
            if (value.Code is not null || !string.IsNullOrEmpty(value.Text))
            {
                return isChanged && value.Code is null ? Made(field, column, value) : value;
            }
        }

        return Made(field, column, FieldValue.None);
    }

    /// <summary>The time from one value to another, in seconds; none where one of them is not there yet.</summary>
    private async Task<FieldValue> BetweenAsync(
        RestField field,
        Column? column,
        Place record,
        CancellationToken cancellationToken
    )
    {
        var zone = field.ZoneText is { } text ? ZoneOf(text, record) : field.Zone;
        var time = FieldSpan.Read(
            field.Form,
            zone,
            TextOf(field.Paths[0], record),
            TextOf(field.Paths[1], record)
        );
        if (time is { Code: null, Text: not null } && field.Less is { } less)
        {
            var pause = await ReadAsync(less, column: null, record, cancellationToken);
            time = pause.Code is not null ? pause : FieldSpan.Less(time, pause);
        }

        return time.Code is not null
            ? time
            : Made(field with { Form = ValueForm.Plain }, column, time);
    }

    private static string? TextOf(DataPath path, Place record) =>
        path.Find(record) is { } value ? JsonTexts.TextOf(value) : null;

    private async Task<LocalDate?> DayAsync(
        RestDay? on,
        Place record,
        CancellationToken cancellationToken
    )
    {
        if (on is null)
        {
            return null;
        }

        var value = await ReadAsync(on.Field, on.Column, record, cancellationToken);
        return
            value is { Code: null, Text: { } text }
            && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day)
            ? day
            : null;
    }

    /// <summary>The records that become rows below one.</summary>
    public async Task<IEnumerable<Place>> RowsAsync(
        RestRows rows,
        Place record,
        CancellationToken cancellationToken
    )
    {
        if (rows is { Lookup: { } name, Key: { } by })
        {
            return by.Fill(scopes.Of(record)) is { Length: > 0 } key
                ? await lookups.AllAsync(name, key, record, cancellationToken)
                : [];
        }

        var path = rows.Records!;
        return (path.IsMany || path.IsSelf ? path : DataPath.Parse(path.Text + "[*]")).FindAll(
            record
        );
    }

    /// <summary>Tells whether rows below a record say more than it does.</summary>
    public bool AreOutside(RestRows rows) => lookups.AreOutside(rows);

    /// <summary>Tells whether a field says more than its record does.</summary>
    public bool IsOutside(RestField field) => lookups.AreOutside(field);

    /// <summary>The zone that a record says of a field; none where the field has its own.</summary>
    public string? ZoneOf(RestField field, Place record) => field.ZoneText?.Fill(scopes.Of(record));

    private DateTimeZone? ZoneOf(Template text, Place record) =>
        text.Fill(scopes.Of(record)) is { } name
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
            : null;

    private FieldValue RawOf(RestField field, Place record)
    {
        if (field.Value is { } template)
        {
            var filled = template.Fill(scopes.Of(record));
            return new FieldValue(filled, Raw: filled);
        }

        foreach (var path in field.Paths)
        {
            if (path.IsMany)
            {
                var many = path.FindAll(record)
                    .Select(x => JsonTexts.TextOf(x.Value))
                    .OfType<string>();
                if (Join(many) is { } joined)
                {
                    return new FieldValue(joined, Raw: joined);
                }

                continue;
            }

            switch (path.Find(record))
            {
                case { ValueKind: JsonValueKind.Array } list:
                    if (
                        Join(list.EnumerateArray().Select(JsonTexts.TextOf).OfType<string>()) is
                        { } all
                    )
                    {
                        return new FieldValue(all, Raw: all);
                    }

                    break;
                case { ValueKind: JsonValueKind.Object }:
                    return new FieldValue(
                        path.Text,
                        "rest.bad-value",
                        "leads to an object; go on to one of its members"
                    );
                case { } value when JsonTexts.TextOf(value) is { Length: > 0 } text:
                    return new FieldValue(text, Raw: text)
                    {
                        IsNumber = value.ValueKind is JsonValueKind.Number,
                    };
            }
        }

        return FieldValue.None;
    }

    private static string? Join(IEnumerable<string> parts) =>
        string.Join(Cells.ListSeparator, parts) is { Length: > 0 } text ? text : null;

    private FieldValue Made(RestField field, Column? column, FieldValue raw)
    {
        var text = raw.Text;
        if (text is not null && field.Extract is { } pattern)
        {
            text = FieldText.Extract(text, pattern);
        }

        if (string.IsNullOrEmpty(text) && field.Default?.Fill(scopes.Plain) is { } standard)
        {
            return new FieldValue(standard, Raw: raw.Raw);
        }

        if (string.IsNullOrEmpty(text))
        {
            return field.IsRequired
                ? new FieldValue(string.Empty, "rest.missing-value", "is empty", raw.Raw)
                : raw with
                {
                    Text = null,
                };
        }

        field =
            raw.IsNumber && field.Form is (ValueForm.DecimalComma or ValueForm.DecimalPoint)
                ? field with
                {
                    Form = ValueForm.Plain,
                }
                : field;
        var parts = text.Split(Cells.ListSeparator);
        for (var i = 0; i < parts.Length; i++)
        {
            if (field.Map is { } map)
            {
                var mapped = map.Find(parts[i], scopes.Plain) ?? field.Otherwise;
                if (mapped is null && !field.KeepsUnmapped)
                {
                    return new FieldValue(parts[i], "rest.unmapped", Unmapped(map), raw.Raw);
                }

                parts[i] = mapped ?? parts[i];
            }

            var formed = FieldForm.Read(field, column, parts[i]);
            if (formed.Code is not null)
            {
                return formed with { Raw = raw.Raw };
            }

            parts[i] = formed.Text!;
        }

        return raw with
        {
            Text = string.Join(Cells.ListSeparator, parts),
        };
    }

    private static string Unmapped(ValueMap map) =>
        $"is not in the map, which has {string.Join(", ", map.Values.Keys.Take(10))}; add it, or say what it means with otherwise";
}
