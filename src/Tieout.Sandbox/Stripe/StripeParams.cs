using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>The parameters of a request. Whatever a handler did not ask for is unknown to it.</summary>
/// <param name="tree">As <see cref="StripeForm"/> reads it.</param>
/// <param name="place">Of a part, with its brackets; empty for the whole.</param>
internal sealed class StripeParams(JsonObject tree, string place = "")
{
    private const int MetadataKeysMax = 50;
    private const int MetadataKeyLengthMax = 40;
    private const int MetadataValueLengthMax = 500;

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<StripeParams> _parts = [];

    /// <summary>What was sent and never asked for, as the caller wrote it.</summary>
    public IEnumerable<string> Unknown =>
        tree.Select(x => x.Key)
            .Where(x => !_asked.Contains(x))
            .Select(NameOf)
            .Concat(_parts.SelectMany(x => x.Unknown));

    public bool Has(string name) => Asked(name) is not null;

    /// <summary>It was sent as one value, and not with brackets.</summary>
    public bool IsPlain(string name) => Asked(name) is JsonValue;

    /// <summary>None when it was not sent.</summary>
    /// <exception cref="StripeRefusal">It was sent empty, which would unset what cannot be unset.</exception>
    public string? Text(string name) =>
        Loose(name) is not { } text ? null
        : text.Length > 0 ? text
        : throw StripeRefusal.Invalid(
            $"You passed an empty string for '{NameOf(name)}'. We assume empty values are an attempt "
                + $"to unset a field; however '{NameOf(name)}' cannot be unset. You should remove "
                + $"'{NameOf(name)}' from your request or supply a non-empty value.",
            NameOf(name),
            "parameter_invalid_empty"
        );

    /// <summary>May be empty, which unsets.</summary>
    public string? Loose(string name) =>
        Asked(name) switch
        {
            null => null,
            JsonValue value => (string?)value,
            _ => throw StripeRefusal.Invalid("Invalid string", NameOf(name)),
        };

    public string Required(string name) =>
        Text(name) ?? throw StripeRefusal.MissingParameter(NameOf(name));

    public long? Whole(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var n
        )
            ? n
            : throw StripeRefusal.Invalid(
                $"Invalid integer: {text}",
                NameOf(name),
                "parameter_invalid_integer"
            );
    }

    public decimal? Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw StripeRefusal.Invalid($"Invalid decimal: {text}", NameOf(name));
    }

    public bool? Flag(string name) =>
        Text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw StripeRefusal.Invalid($"Invalid boolean: {other}", NameOf(name)),
        };

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name);
        return text is null || allowed.Contains(text)
            ? text
            : throw StripeRefusal.Invalid(
                $"Invalid {NameOf(name)}: must be one of {Listed(allowed)}",
                NameOf(name)
            );
    }

    /// <summary>A parameter that is an object; none when it was not sent or is sent empty.</summary>
    public StripeParams? Section(string name) =>
        Asked(name) switch
        {
            JsonObject part => Owned(new StripeParams(part, NameOf(name))),
            JsonArray { Count: 0 } => null,
            null => null,
            JsonValue value when ((string?)value)?.Length == 0 => null,
            _ => throw StripeRefusal.Invalid("Invalid object", NameOf(name)),
        };

    /// <summary>A parameter that is a list of objects.</summary>
    public IReadOnlyList<StripeParams> Sections(string name) =>
        Asked(name) switch
        {
            null => [],
            JsonArray list =>
            [
                .. list.Select(
                    (x, i) =>
                        x is JsonObject part
                            ? Owned(new StripeParams(part, $"{NameOf(name)}[{i}]"))
                            : throw StripeRefusal.Invalid("Invalid object", $"{NameOf(name)}[{i}]")
                ),
            ],
            JsonValue value when ((string?)value)?.Length == 0 => [],
            _ => throw StripeRefusal.Invalid("Invalid array", NameOf(name)),
        };

    /// <summary>A parameter that is a list of texts; none when it was not sent.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        Asked(name) switch
        {
            null => null,
            JsonArray list => [.. list.Select(x => (string)x!.AsValue()!)],
            JsonValue value when ((string?)value)?.Length == 0 => [],
            _ => throw StripeRefusal.Invalid("Invalid array", NameOf(name)),
        };

    /// <summary>Of metadata: none when it was not sent, empty when all of it is unset.</summary>
    public JsonObject? Metadata(string name = "metadata")
    {
        switch (Asked(name))
        {
            case null:
                return null;
            case JsonObject map:
                Check(map);
                return map.Copy();
            case JsonValue value when ((string?)value)?.Length == 0:
                return [];
            default:
                throw StripeRefusal.Invalid("Invalid object", NameOf(name));
        }
    }

    /// <summary>Takes what is kept as it was sent, if it was.</summary>
    public void CopyTo(JsonObject record, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Loose(name) is { } text)
            {
                record[name] = text.Length == 0 ? null : text;
            }
        }
    }

    private static string Listed(ReadOnlySpan<string> allowed) =>
        allowed.Length == 1 ? allowed[0] : $"{string.Join(", ", allowed[..^1]!)}, or {allowed[^1]}";

    private static void Check(JsonObject map)
    {
        if (map.Count > MetadataKeysMax)
        {
            throw StripeRefusal.Invalid(
                $"You can have up to {MetadataKeysMax} metadata keys, but you passed in {map.Count}.",
                "metadata"
            );
        }

        foreach (var (key, value) in map)
        {
            if (key.Length > MetadataKeyLengthMax)
            {
                throw StripeRefusal.Invalid(
                    $"Metadata keys can have up to {MetadataKeyLengthMax} characters, but you passed "
                        + $"in a key that is {key.Length} characters. Invalid key: {key}",
                    "metadata"
                );
            }

            var text = value is JsonValue plain ? (string)plain! : string.Empty;
            if (text.Length > MetadataValueLengthMax)
            {
                throw StripeRefusal.Invalid(
                    $"Metadata values can have up to {MetadataValueLengthMax} characters, but you "
                        + $"passed in a value that is {text.Length} characters. Invalid value: {text}",
                    $"metadata[{key}]"
                );
            }
        }
    }

    private JsonNode? Asked(string name)
    {
        _ = _asked.Add(name);
        return tree[name];
    }

    private StripeParams Owned(StripeParams part)
    {
        _parts.Add(part);
        return part;
    }

    private string NameOf(string name) => place.Length == 0 ? name : $"{place}[{name}]";
}
