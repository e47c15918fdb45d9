using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Which records of a list a caller asks for, and in which order.</summary>
internal sealed class KantataFilter(KantataBook book)
{
    /// <summary>Parameters that compare a member with one id, or with several.</summary>
    private static readonly (string Parameter, string Member)[] ById =
    [
        ("workspace_id", "workspace_id"),
        ("workspace_ids", "workspace_id"),
        ("with_user_ids", "user_id"),
        ("user_ids", "user_id"),
        ("story_id", "story_id"),
        ("with_timesheet_id", "active_submission_id"),
        ("with_recent_timesheet_ids", "recent_submission_id"),
        ("with_expense_report_id", "active_submission_id"),
        ("with_recent_expense_report_ids", "recent_submission_id"),
        ("in_active_invoice_id", "invoice_id"),
        ("custom_field_id", "custom_field_id"),
        ("subject_id", "subject_id"),
        ("rate_card_id", "rate_card_id"),
        ("rate_card_set_id", "rate_card_set_id"),
        ("rate_card_set_version_id", "rate_card_set_version_id"),
        ("rate_card_version_id", "rate_card_version_id"),
        ("with_role_ids", "role_id"),
        ("only", "id"),
    ];

    private static readonly (string Parameter, string Member)[] ByText =
    [
        ("subject_type", "subject_type"),
        ("service_name", "service_name"),
        ("service_model", "service_model"),
        ("service_model_ref", "service_model_ref"),
        ("start_date", "start_date"),
        ("end_date", "end_date"),
        ("story_type", "story_type"),
    ];

    private static readonly string[] Names = ["title", "name", "full_name"];

    private static readonly (string Parameter, string Member)[] OfReference =
    [
        ("external_reference_service_name", "service_name"),
        ("external_reference_service_model", "service_model"),
        ("external_reference_service_model_ref", "service_model_ref"),
        ("external_reference_service_model_refs", "service_model_ref"),
        ("external_reference_status", "status"),
        ("external_reference_external_status", "external_status"),
        ("external_reference_external_message", "external_message"),
    ];

    /// <summary>What is asked for, in its order.</summary>
    public IReadOnlyList<JsonObject> Apply(
        JsonCall call,
        KantataKind kind,
        IEnumerable<JsonObject> all
    ) => [.. Ordered(call, kind, all.Where(x => Holds(call, kind, x)))];

    private bool Holds(JsonCall call, KantataKind kind, JsonObject record) =>
        ById.All(x => IsOneOf(call.Query(x.Parameter), record, x.Member))
        && ByText.All(x =>
            !record.ContainsKey(x.Member) || IsOneOf(call.Query(x.Parameter), record, x.Member)
        )
        // The filter calls new what the record calls pending.
        && IsOneOf(
            call.Query("statuses")?.Replace("new", "pending", StringComparison.Ordinal),
            record,
            "status"
        )
        && IsWithin(call, "created", record.TextAt("created_at"))
        && IsWithin(call, "updated", record.TextAt("updated_at"))
        && IsBetween(call.Query("date_performed_between"), record.TextAt("date_performed"))
        && IsBetween(call.Query("date_expensed_between"), record.TextAt("date"))
        && IsFrom(call.Query("start_date_after"), record.TextAt("start_date"))
        && IsNamed(call.Query("search") ?? call.Query("matching"), record)
        && IsReferred(call, kind, record);

    /// <summary>Filters that come without a value, or with any, mean <c>true</c>.</summary>
    public static bool IsAsked(JsonCall call, string name) => call.Request.Query.ContainsKey(name);

    /// <summary>True or false; none when it is not asked for.</summary>
    public static bool? Flag(JsonCall call, string name) =>
        call.Query(name) is { } text ? text is "true" or "1" : null;

    private static bool IsOneOf(string? asked, JsonObject record, string member) =>
        asked is null
        || record[member] is { } value
            && asked
                .Split(',', StringSplitOptions.TrimEntries)
                .Contains(value.ToString(), StringComparer.Ordinal);

    private static bool IsWithin(JsonCall call, string what, string? stamp)
    {
        var after = Instant(call, $"{what}_after");
        var before = Instant(call, $"{what}_before");
        if (after is null && before is null || stamp is null)
        {
            return true;
        }

        // Whether the bound itself belongs to it is not documented: it does not, here [U].
        var at = DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture);
        return !(at <= after) && !(at >= before);
    }

    private static DateTimeOffset? Instant(JsonCall call, string name) =>
        call.Query(name) is not { } text ? null
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
        : throw KantataRefusals.Bad($"The value for '{name}' is not a valid date.");

    /// <summary><c>2026-03-01:2026-03-31</c>; an end that is left out is open.</summary>
    private static bool IsBetween(string? asked, string? day)
    {
        if (asked is null)
        {
            return true;
        }

        var ends = asked.Split(':');
        if (ends.Length != 2 || ends.Any(x => x.Length > 0 && !KantataBook.IsDay(x, out _)))
        {
            throw KantataRefusals.Bad("A range of dates is written YYYY-MM-DD:YYYY-MM-DD.");
        }

        return (ends[0].Length == 0 || string.CompareOrdinal(day, ends[0]) >= 0)
            && (ends[1].Length == 0 || string.CompareOrdinal(day, ends[1]) <= 0);
    }

    private static bool IsFrom(string? asked, string? day) =>
        asked is null || string.CompareOrdinal(day, asked) >= 0;

    private static bool IsNamed(string? asked, JsonObject record) =>
        asked is null
        || Names
            .Select(record.TextAt)
            .Any(x => x?.Contains(asked, StringComparison.OrdinalIgnoreCase) is true);

    private bool IsReferred(JsonCall call, KantataKind kind, JsonObject record)
    {
        var asked = OfReference.Where(x => call.Query(x.Parameter) is not null).ToList();
        var has = Flag(call, "has_external_references");
        var without = call.Query("without_external_reference_service_name");
        if (kind.Subject is null || asked.Count == 0 && has is null && without is null)
        {
            return true;
        }

        if (
            call.Query("external_reference_service_model_ref") is { } number
            && !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        )
        {
            throw KantataRefusals.Bad("external_reference_service_model_ref must be an integer.");
        }

        var references = book.All(KantataKinds.ExternalReferences)
            .Where(x => IsOf(x, kind.Subject, record))
            .ToList();
        return (
                asked.Count == 0
                || references.Exists(x =>
                    asked.TrueForAll(y => IsOneOf(call.Query(y.Parameter), x, y.Member))
                )
            )
            && (has is not { } some || some == references.Count > 0)
            && (
                without is null
                || !references.Exists(x =>
                    without.Equals(x.TextAt("service_name"), StringComparison.Ordinal)
                )
            );
    }

    private static bool IsOf(JsonObject reference, string subject, JsonObject record) =>
        subject.Equals(reference.TextAt("subject_type"), StringComparison.Ordinal)
        && string.Equals(
            reference["subject_id"]?.ToString(),
            record.TextAt("id"),
            StringComparison.Ordinal
        );

    private static IEnumerable<JsonObject> Ordered(
        JsonCall call,
        KantataKind kind,
        IEnumerable<JsonObject> records
    )
    {
        var asked = call.Query("order") ?? kind.Orders[0];
        // What cannot be ordered by is passed over [U].
        var order = kind.Orders.Contains(asked, StringComparer.Ordinal) ? asked : kind.Orders[0];
        var parts = order.Split(':');
        var name = parts[0] switch
        {
            "alphabetical" => "full_name",
            "amount" => "amount_in_cents",
            "date" when kind == KantataWork.TimesheetSubmissions => "start_date",
            "date" when kind == KantataWork.ExpenseReportSubmissions => "created_at",
            var same => same,
        };
        var sorted = records.OrderBy(x => x[name], Comparer<JsonNode?>.Create(Compare));
        return parts[1] is "asc" ? sorted : sorted.Reverse();
    }

    private static int Compare(JsonNode? left, JsonNode? right) =>
        left is JsonValue x
        && right is JsonValue y
        && x.TryGetValue(out long a)
        && y.TryGetValue(out long b)
            ? a.CompareTo(b)
            : StringComparer.OrdinalIgnoreCase.Compare(left?.ToString(), right?.ToString());
}
