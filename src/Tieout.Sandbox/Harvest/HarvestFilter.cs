using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>Which records of a list a caller asks for. A parameter that is not known is passed over.</summary>
internal static class HarvestFilter
{
    /// <summary>The number in the place of a route's placeholder.</summary>
    public static long? WholeAt(this JsonCall call, int index) =>
        long.TryParse(call.Ids[index], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    public static bool Holds(JsonCall call, JsonObject record) =>
        IsSince(call, record)
        && IsFlag(call, record, "is_active")
        && IsFlag(call, record, "is_billed")
        && IsFlag(call, record, "is_running")
        && IsId(call, record, "user_id")
        && IsId(call, record, "client_id")
        && IsId(call, record, "project_id")
        && IsId(call, record, "task_id")
        && IsText(call.Query("approval_status"), record.TextAt("approval_status"))
        && IsText(
            call.Query("external_reference_id"),
            (record["external_reference"] as JsonObject)?.TextAt("id")
        )
        && IsBetween(call, record);

    private static bool IsSince(JsonCall call, JsonObject record)
    {
        if (call.Query("updated_since") is not { } text)
        {
            return true;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var since
        )
            ? DateTimeOffset.Parse(record.TextAt("updated_at")!, CultureInfo.InvariantCulture)
                >= since
            : throw HarvestRefusals.Invalid("updated_since is not a valid datetime");
    }

    private static bool IsBetween(JsonCall call, JsonObject record) =>
        record.TextAt("spent_date") is not { } day
        || (
            (call.Query("from") is not { } from || string.CompareOrdinal(day, from) >= 0)
            && (call.Query("to") is not { } to || string.CompareOrdinal(day, to) <= 0)
        );

    private static bool IsFlag(JsonCall call, JsonObject record, string name) =>
        call.Query(name) is not { } text
        || !record.ContainsKey(name)
        || record.IsTrue(name) == text is "true" or "1";

    private static bool IsId(JsonCall call, JsonObject record, string name) =>
        !record.ContainsKey(name)
        || call.Query(name) is not { } text
        || text.Equals(record[name]?.ToString(), StringComparison.Ordinal);

    private static bool IsText(string? asked, string? value) =>
        asked is null || asked.Equals(value, StringComparison.Ordinal);
}
