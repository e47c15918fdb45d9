using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>Values that JSON lacks are objects with a class in Tryton; a list of ids is a value too.</summary>
/// <remarks>A plain number of its answers is an id, and has a sign before it.</remarks>
internal sealed class TrytonValues : AnswerValues
{
    private const string Class = "__class__";

    /// <summary>So much further there is no record.</summary>
    private const int BeyondAll = 1_000_000;

    private const decimal SecondsPerHour = 3_600m;

    public override bool IsValue(JsonNode? node) =>
        base.IsValue(node)
        || node is JsonObject one && one.ContainsKey(Class)
        || node is JsonArray list && list.All(x => x is JsonValue);

    public override string TextOf(JsonNode? value) =>
        value switch
        {
            JsonArray { Count: > 0 } list => string.Join(", ", list.Select(TextOf)),
            JsonArray => "none",
            JsonObject one => (string?)one[Class] switch
            {
                "Decimal" => (string)one["decimal"]!,
                "date" => LocalDatePattern.Iso.Format(DayOf(one)),
                "datetime" => InstantPattern.ExtendedIso.Format(MomentOf(one)),
                "timedelta" => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(decimal)one["seconds"]!} s"
                ),
                var other => throw new NotSupportedException(other),
            },
            JsonValue id when id.GetValueKind() is JsonValueKind.Number => $"#{id.ToJsonString()}",
            _ => base.TextOf(value),
        };

    public override JsonNode OtherOf(JsonNode value)
    {
        if (value is JsonArray)
        {
            return new JsonArray();
        }

        if (value.GetValueKind() is JsonValueKind.Number)
        {
            return JsonValue.Create((int)value + BeyondAll);
        }

        if (value is not JsonObject one)
        {
            return base.OtherOf(value);
        }

        var other = (JsonObject)one.DeepClone();
        switch ((string?)one[Class])
        {
            case "Decimal":
                other["decimal"] = OtherValue.OfText((string)one["decimal"]!);
                break;
            case "timedelta":
                other["seconds"] = (decimal)one["seconds"]! + SecondsPerHour;
                break;
            default:
                // The day after, or the moment a day before.
                var day = DayOf(one).PlusDays((string?)one[Class] is "date" ? 1 : -1);
                other["year"] = day.Year;
                other["month"] = day.Month;
                other["day"] = day.Day;
                break;
        }

        return other;
    }

    private static LocalDate DayOf(JsonObject one) =>
        new((int)one["year"]!, (int)one["month"]!, (int)one["day"]!);

    private static Instant MomentOf(JsonObject one) =>
        DayOf(one)
            .At(new LocalTime((int)one["hour"]!, (int)one["minute"]!, (int)one["second"]!))
            .PlusNanoseconds((long)one["microsecond"]! * 1_000)
            .InUtc()
            .ToInstant();
}
