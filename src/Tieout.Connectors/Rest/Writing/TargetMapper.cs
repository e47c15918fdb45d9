using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>Reads what a target tells of a record.</summary>
internal sealed class TargetMapper(RestTarget target)
{
    private const int KnownMax = 10_000;

    private static readonly string[] Keys = ["id", "key", "version"];

    /// <summary>Without them a document would be taken for another one than it is.</summary>
    private static readonly string[] Deciding = ["state", "sign", "currency", "net", "tax"];

    private readonly ConcurrentDictionary<string, Dictionary<string, string?>> _known = new(
        StringComparer.Ordinal
    );

    /// <summary>A record as the lane knows it.</summary>
    /// <param name="wanted">A customer or a project, to compare with; none for documents.</param>
    /// <param name="fields">Of this reading: what it has looked up it does not look up again.</param>
    /// <exception cref="ConnectorException">It tells what the manifest does not know.</exception>
    public async Task<TargetRecord> ReadAsync(
        Place record,
        JsonObject? wanted,
        FieldReader fields,
        CancellationToken cancellationToken
    )
    {
        var values = await ValuesAsync(record, fields, cancellationToken);
        var texts = values.ToDictionary(
            x => x.Key,
            x =>
                x.Value.Code is null
                    ? x.Value.Text
                    : throw Unreadable(x.Key, x.Value.Text, x.Value.Fault!),
            StringComparer.Ordinal
        );

        var id =
            texts["id"] ?? throw Unreadable("id", string.Empty, "is empty: a record without an id");
        RequireDeciding(record, texts);
        Remember(id, texts);
        var amounts = Amounts(texts);
        return new TargetRecord(
            texts["key"] ?? string.Empty,
            id,
            wanted is null ? StateOf(texts) : StateOf(texts, wanted),
            texts.GetValueOrDefault("number"),
            DateOf("accounting_date", texts.GetValueOrDefault("accounting_date")),
            amounts("net"),
            amounts("tax"),
            amounts("open")
        );
    }

    /// <summary>What each field comes to, mistakes included.</summary>
    public async Task<IReadOnlyDictionary<string, FieldValue>> ValuesAsync(
        Place record,
        FieldReader fields,
        CancellationToken cancellationToken
    )
    {
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in target.Fields)
        {
            var column = target.Layout.Find(field.Column);
            values[field.Column] = await fields.ReadAsync(field, column, record, cancellationToken);
        }

        return values;
    }

    /// <summary>All fields of a record that was read before, for the calls that change it.</summary>
    public IReadOnlyDictionary<string, string?> Recall(string id) =>
        _known.GetValueOrDefault(id) ?? new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>For messages: why a record has no key; none where it has one, or says that it has none.</summary>
    public string? KeyGapOf(Place record)
    {
        var key = target.Fields.First(x => x.Column is "key");
        return key.GapIn(record) is { } gap ? $"'{key.Source}' is not there; {gap}" : null;
    }

    /// <summary>What the manifest reads of a document of the hub is there, be it as null.</summary>
    private void RequireDeciding(Place record, Dictionary<string, string?> texts)
    {
        foreach (var field in target.Fields)
        {
            if (
                Deciding.Contains(field.Column, StringComparer.Ordinal)
                && texts["key"] is { Length: > 0 }
                && texts[field.Column] is null
                && field.GapIn(record) is { } gap
            )
            {
                throw Unreadable(field.Column, field.Source, $"is not there; {gap}");
            }
        }
    }

    private void Remember(string id, Dictionary<string, string?> texts)
    {
        if (_known.Count > KnownMax)
        {
            _known.Clear();
        }

        _known[id] = texts;
    }

    private static TargetState StateOf(Dictionary<string, string?> texts) =>
        texts.GetValueOrDefault("state") switch
        {
            null or "posted" => TargetState.Posted,
            "draft" => TargetState.Draft,
            "paid" => TargetState.Paid,
            "voided" => TargetState.Voided,
            var other => throw Unreadable(
                "state",
                other,
                "is none of draft, posted, paid, voided; map it"
            ),
        };

    /// <summary>A customer or project that differs is a draft: a write brings it up to date.</summary>
    private static TargetState StateOf(Dictionary<string, string?> texts, JsonObject wanted) =>
        texts
            .Where(x => !Keys.Contains(x.Key, StringComparer.Ordinal))
            .All(x =>
                string.Equals(
                    x.Value ?? string.Empty,
                    DeliveryModel.TextOf(wanted, x.Key) ?? string.Empty,
                    StringComparison.Ordinal
                )
            )
            ? TargetState.Posted
            : TargetState.Draft;

    private static Func<string, Money?> Amounts(Dictionary<string, string?> texts)
    {
        var sign = NumberOf("sign", texts.GetValueOrDefault("sign")) ?? 1m;
        CurrencyCode? currency = texts.GetValueOrDefault("currency") switch
        {
            null => null,
            var text when CurrencyCode.TryParse(text, out var code) => code,
            var other => throw Unreadable("currency", other, "is no currency of ISO 4217"),
        };
        return name =>
            currency is { } code && NumberOf(name, texts.GetValueOrDefault(name)) is { } amount
                ? new Money(sign * amount, code)
                : null;
    }

    private static decimal? NumberOf(string name, string? text) =>
        text is null ? null
        : FieldText.TryNumber(text, out var number) ? number
        : throw Unreadable(name, text, "is no number");

    public static LocalDate? DateOf(string name, string? text) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) ? day
        : throw Unreadable(name, text, "is no date; say its format");

    private static ConnectorException Unreadable(string field, string? value, string what) =>
        new(
            ConnectorFault.Contract,
            $"A record of the target cannot be read: {field} '{value}' {what}."
        );
}
