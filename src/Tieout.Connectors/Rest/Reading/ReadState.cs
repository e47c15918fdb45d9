using System.Text.Json;
using System.Text.Json.Serialization;
using Tieout.Connect;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>What a cursor of a rest feed holds; which of it depends on how changes are found.</summary>
internal sealed record ReadState
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The page to go on with; none for the first.</summary>
    [JsonPropertyName("p")]
    public string? Position { get; init; }

    /// <summary>Where the next reading begins, in ticks since 1970.</summary>
    [JsonPropertyName("s")]
    public long? Start { get; init; }

    /// <summary>The last stamp that was gone on from, in ticks since 1970.</summary>
    [JsonPropertyName("a")]
    public long? At { get; init; }

    /// <summary>The id beside <see cref="At"/>.</summary>
    [JsonPropertyName("i")]
    public string? AtId { get; init; }

    /// <summary>The newest stamp of this reading, in ticks since 1970.</summary>
    [JsonPropertyName("h")]
    public long? High { get; init; }

    /// <summary>The last number of a sequence.</summary>
    [JsonPropertyName("n")]
    public long? Number { get; init; }

    /// <summary>For the next reading.</summary>
    [JsonPropertyName("t")]
    public string? Token { get; init; }

    /// <summary>What was delivered and may come again, see the readers.</summary>
    [JsonPropertyName("d")]
    public string? Delivered { get; init; }

    /// <summary>Ids that are watched for deletion.</summary>
    [JsonPropertyName("w")]
    public string? Watched { get; init; }

    /// <summary>A reading of everything has been finished once.</summary>
    [JsonPropertyName("f")]
    public bool? IsLoaded { get; init; }

    public Cursor ToCursor() => new(JsonSerializer.Serialize(this, Json));

    /// <summary>Reads what <see cref="ToCursor"/> wrote.</summary>
    /// <exception cref="ConnectorException">The cursor is not one of this connector.</exception>
    public static ReadState Parse(Cursor cursor)
    {
        try
        {
            return cursor == Cursor.Start
                ? new ReadState()
                : JsonSerializer.Deserialize<ReadState>(cursor.Value, Json)!;
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "The cursor was not made by this connector; start the feed again.",
                inner: e
            );
        }
    }
}
