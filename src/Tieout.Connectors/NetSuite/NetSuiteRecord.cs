using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>A record as the service told it.</summary>
internal sealed class NetSuiteRecord(JsonObject body)
{
    /// <summary>The internal id.</summary>
    /// <exception cref="ConnectorException">It is missing.</exception>
    public string Id => Text("id");

    /// <summary>Tells whether it was changed.</summary>
    /// <exception cref="ConnectorException">It is missing.</exception>
    public string Stamp => Text("lastModifiedDate");

    /// <summary>A text, or the id of what is referred to.</summary>
    /// <exception cref="ConnectorException">It is missing.</exception>
    public string Text(string field) => Optional(field) ?? throw Missing(field);

    public string? Optional(string field) =>
        body[field] switch
        {
            JsonObject reference => reference["id"]?.ToString(),
            { } value => value.ToString(),
            null => null,
        };

    /// <summary>An amount.</summary>
    /// <exception cref="ConnectorException">It is missing, or is none.</exception>
    public decimal Amount(string field) =>
        body[field] is JsonValue value
        && value.GetValueKind() is JsonValueKind.Number
        && value.TryGetValue<decimal>(out var amount)
            ? amount
            : throw Missing(field);

    /// <summary>A day.</summary>
    /// <exception cref="ConnectorException">It is missing, or is none.</exception>
    public DateOnly Day(string field) =>
        DateOnly.TryParseExact(
            Text(field),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw Missing(field);

    /// <summary>The lines of a sublist that was asked for with the record.</summary>
    public IReadOnlyList<JsonObject> Lines(string sublist) =>
        body[sublist]?["items"] is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    private static ConnectorException Missing(string field) =>
        new(ConnectorFault.Contract, $"A record of NetSuite has no readable {field}.");
}
