using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Serialization.SystemTextJson;

namespace Tieout.Runtime.Storage.Json;

/// <summary>The one JSON dialect of the event log and of grain calls.</summary>
/// <remarks>Strict: an unknown member or a missing one fails, and never becomes a default.</remarks>
public static class TieoutJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A member that must be there is written even when it is null.</summary>
    private static void WriteRequiredNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // Asking whether to write a member puts its value into an object, each time.
            var canBeNull =
                !property.PropertyType.IsValueType
                || Nullable.GetUnderlyingType(property.PropertyType) is not null;
            if (canBeNull && property.AssociatedParameter is { HasDefaultValue: false })
            {
                property.ShouldSerialize = static (_, _) => true;
            }
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            IgnoreReadOnlyProperties = true,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver
            {
                Modifiers = { Unions.Describe, WriteRequiredNulls },
            },
            Converters =
            {
                new IdentifierConverterFactory(),
                new ValueListConverterFactory(),
                new CurrencyConverter(),
                new MoneyConverter(),
                new EffortConverter(),
                new DateConverter(),
                new JsonStringEnumConverter(
                    JsonNamingPolicy.KebabCaseLower,
                    allowIntegerValues: false
                ),
            },
        }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.MakeReadOnly();
        return options;
    }
}
