using System.Text.Json;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>Tryton's dialect of JSON: values with a <c>__class__</c>, names in snake_case.</summary>
internal static class TrytonJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Converters =
            {
                new TrytonDecimalConverter(),
                new TrytonFloatConverter(),
                new TrytonBooleanConverter(),
                new TrytonDateConverter(),
                new TrytonInstantConverter(),
                new TrytonEffortConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
