using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Pricing;
using Tieout.Domain.TimeValidation;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Clocks, zones, rounding and pricing of time.</summary>
internal static class TimeSteps
{
    private const int HourDigits = 6;

    private static readonly LocalTimePattern ClockTime =
        LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    private static readonly IReadOnlyDictionary<string, IncrementDirection> Directions =
        CaseChoices.SnakeCase<IncrementDirection>();

    private static readonly IReadOnlyDictionary<string, IncrementScope> Scopes = new Dictionary<
        string,
        IncrementScope
    >(StringComparer.Ordinal)
    {
        ["entry"] = IncrementScope.Entry,
        ["day_task"] = IncrementScope.ResourceTaskDay,
    };

    private static readonly IReadOnlyDictionary<string, LocalDatePattern> Buckets = new Dictionary<
        string,
        LocalDatePattern
    >(StringComparer.Ordinal)
    {
        ["month"] = LocalDatePattern.CreateWithInvariantCulture("uuuu'-'MM"),
        ["day"] = LocalDatePattern.Iso,
    };

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["time.clock"] = (args, _) => Clock(args),
            ["time.locate"] = (args, _) => Locate(args),
            ["time.bucket"] = (args, _) => Bucket(args),
            ["time.round"] = (args, _) => Round(args),
            ["time.price"] = (args, _) => Price(args),
        };

    private static JsonObject Clock(CaseFields args)
    {
        var rounding = new ClockRounding(
            new TimeIncrement(args.FromZero("round_begin_min", 0m), Direction(args, "begin")),
            new TimeIncrement(args.FromZero("round_end_min", 0m), Direction(args, "end")),
            new TimeIncrement(args.FromZero("round_duration_min", 0m), Direction(args, "duration"))
        );
        var (begin, end, duration) = rounding.Round(args.Clock("begin"), args.Clock("end"));
        return new JsonObject
        {
            ["begin"] = ClockTime.Format(begin),
            ["end"] = ClockTime.Format(end),
            ["seconds"] = Trimmed(duration.Seconds),
        };
    }

    /// <summary>One mode for all three, or an object with one for each.</summary>
    private static IncrementDirection Direction(CaseFields args, string part) =>
        args.IsObject("mode")
            ? args.Child("mode").Choice(part, Directions)
            : args.Choice("mode", Directions);

    private static JsonObject Locate(CaseFields args)
    {
        if (args.Instant("end") < args.Instant("start"))
        {
            throw args.Error("end", "is before the start");
        }

        var worked = new Interval(args.Instant("start"), args.Instant("end"));
        var zone = args.Zone("tz");
        var segments = args.Flag("split_midnight", otherwise: true)
            ? ServiceDates.Split(worked, zone)
            : [ServiceDates.Whole(worked, zone)];
        return new JsonObject
        {
            ["segments"] = segments.ToJson(segment => new JsonObject
            {
                ["date"] = Date(segment.Date),
                ["minutes"] = Quantity(segment.Worked.Minutes),
            }),
            ["total_minutes"] = Quantity(Effort.Sum(segments.Select(s => s.Worked)).Minutes),
        };
    }

    private static JsonObject Bucket(CaseFields args)
    {
        var (zone, pattern) = (args.Zone("tz"), args.Choice("bucket", Buckets));
        var days = args.Instants("instants").Select(i => ServiceDates.DayOf(i, zone));
        return new JsonObject { ["buckets"] = days.CountBy(pattern.Format).ToJson(Count) };
    }

    private static JsonObject Round(CaseFields args)
    {
        var policy = args.Child("policy");
        var rounding = new BillableIncrement(
            new TimeRounding(
                new TimeIncrement(
                    policy.FromZero("increment_min"),
                    policy.Choice("mode", Directions)
                ),
                Effort.OfMinutes(policy.FromZero("min_billable_min", 0m))
            ),
            policy.Choice("scope", Scopes, IncrementScope.Entry)
        );
        var entries = args.Children("entries");
        var billable = rounding.Apply([
            .. entries.Select(entry => new CapturedTime(
                Effort.OfMinutes(entry.FromZero("minutes")),
                entry.OptionalText("resource"),
                entry.OptionalText("task"),
                entry.OptionalDate("date")
            )),
        ]);
        return new JsonObject
        {
            ["entries"] = entries
                .Zip(billable)
                .ToJson(x => new JsonObject
                {
                    ["id"] = x.First.Text("id"),
                    ["billable_min"] = Quantity(x.Second.Minutes),
                }),
            ["total_billable_min"] = Quantity(Effort.Sum(billable).Minutes),
        };
    }

    private static JsonObject Price(CaseFields args)
    {
        var hourDigits = args.OptionalDigits("hours_dp");
        var amountDigits = args.OptionalDigits("amount_dp") ?? 2;
        var price = TimePrice.Of(
            new Effort(args.Number("seconds")),
            args.Number("rate"),
            args.Number("multiplier", 1m),
            hourDigits,
            amountDigits
        );
        return new JsonObject
        {
            ["hours"] = hourDigits is null ? Fixed(price.Hours, HourDigits) : Trimmed(price.Hours),
            ["amount"] = Fixed(price.Amount, amountDigits),
        };
    }
}
