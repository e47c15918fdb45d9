using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Serialization;

/// <summary>Makes values of any type that travels: every case of a union, filled or sparse.</summary>
internal static class Samples
{
    private const int DepthMax = 12;

    /// <summary>Every concrete type below a union, or the type itself.</summary>
    public static IEnumerable<Type> CasesOf(Type type) =>
        type.IsAbstract
            ? type
                .Assembly.GetTypes()
                .Where(x => !x.IsAbstract && x.IsSubclassOf(type))
                .OrderBy(x => x.FullName, StringComparer.Ordinal)
            : [type];

    /// <summary>A value; what may be left out is there or not.</summary>
    public static object? Of(Type type, bool isFull, int depth = 0)
    {
        Assert.True(depth < DepthMax, $"{type} holds itself");
        if (Nullable.GetUnderlyingType(type) is { } some)
        {
            return isFull ? Of(some, isFull, depth) : null;
        }

        return Simple(type)
            ?? (
                type.IsArray || IsCollection(type)
                    ? Collection(type, isFull, depth)
                    : Composed(type, isFull, depth)
            );
    }

    private static object? Simple(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "Grüße \"7\"",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 9_007_199_254_740_993L,
            _ when type == typeof(decimal) => 1234.5678m,
            _ when type == typeof(LocalDate) => new LocalDate(2026, 2, 28),
            _ when type == typeof(YearMonth) => new YearMonth(2026, 2),
            _ when type == typeof(Instant) => Instant.FromUtc(2026, 2, 28, 23, 59),
            _ when type == typeof(Duration) => Duration.FromMinutes(90),
            _ when type == typeof(CurrencyCode) => CurrencyCode.Parse("KWD"),
            _ when type == typeof(Money) => new Money(-12.345m, CurrencyCode.Parse("KWD")),
            _ when type == typeof(Effort) => new Effort(5_400.25m),
            _ when type == typeof(ReasonCode) => ReasonCode.NoRate,
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
            _ when type == typeof(DimensionSetting) => DimensionSetting.Parse("X/1 é=Y"),
            _ when type.GetInterfaces().Any(IsIdentifier) => type.GetMethod(
                        "Parse",
                        [typeof(string)]
                    )!
                .Invoke(null, ["X/1 é"]),
            _ => null,
        };

    private static bool IsIdentifier(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IIdentifier<>);

    private static bool IsCollection(Type type) =>
        type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>One element for each case of the element's type; none when sparse.</summary>
    private static object Collection(Type type, bool isFull, int depth)
    {
        var arguments = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var map = (IDictionary)
                Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            if (isFull)
            {
                map.Add(Of(arguments[0], isFull, depth + 1)!, Of(arguments[1], isFull, depth + 1));
            }

            return map;
        }

        var elements = isFull
            ? CasesOf(arguments[0]).Select(x => Of(x, isFull, depth + 1)).ToArray()
            : [];
        var array = Array.CreateInstance(arguments[0], elements.Length);
        elements.CopyTo(array, 0);
        var maker = type.IsGenericType ? MakerOf(type.GetGenericTypeDefinition()) : null;
        return maker is null
            ? array
            : typeof(Samples)
                .GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(arguments)
                .Invoke(null, [array])!;
    }

    private static string? MakerOf(Type definition) =>
        definition == typeof(ValueList<>) ? nameof(ValueListOf)
        : definition == typeof(ImmutableList<>) ? nameof(ImmutableListOf)
        : null;

    private static ValueList<T> ValueListOf<T>(T[] elements) => [.. elements];

    private static ImmutableList<T> ImmutableListOf<T>(T[] elements) => [.. elements];

    private static object Composed(Type type, bool isFull, int depth)
    {
        var concrete = CasesOf(type).First();
        var constructor = concrete
            .GetConstructors()
            .OrderByDescending(x => x.GetParameters().Length)
            .FirstOrDefault();
        Assert.True(constructor is not null, $"{concrete} has no public constructor");
        var nullability = new NullabilityInfoContext();
        var arguments = constructor
            .GetParameters()
            .Select(parameter =>
                !isFull && nullability.Create(parameter).WriteState is NullabilityState.Nullable
                    ? null
                    : Of(parameter.ParameterType, isFull, depth + 1)
            );
        return constructor.Invoke([.. arguments]);
    }

    /// <summary>What a value says, member by member, to be compared.</summary>
    public static JsonNode? Described(object? value, int depth = 0)
    {
        Assert.True(depth < 2 * DepthMax, $"{value} holds itself");
        switch (value)
        {
            case null:
                return null;
            case string or bool or int or long or decimal or Enum:
                return JsonValue.Create(value.ToString());
            case IEnumerable elements:
                return new JsonArray([
                    .. elements.Cast<object?>().Select(x => Described(x, depth + 1)),
                ]);
        }

        var type = value.GetType();
        if (type.IsValueType && type.Namespace!.StartsWith("NodaTime", StringComparison.Ordinal))
        {
            return JsonValue.Create(value.ToString());
        }

        var parameters = type.GetConstructors()
            .SelectMany(x => x.GetParameters())
            .Select(x => x.Name!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var described = new JsonObject { ["$type"] = type.FullName };
        foreach (
            var property in type.GetProperties()
                .Where(x => x.GetIndexParameters().Length == 0)
                .Where(x => x.CanWrite || parameters.Contains(x.Name) || type.IsValueType)
                .Where(x => x.PropertyType != type)
        )
        {
            described[property.Name] = Described(property.GetValue(value), depth + 1);
        }

        return described;
    }
}
