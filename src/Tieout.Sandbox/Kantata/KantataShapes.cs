using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>What an answer tells of a record beside what is kept of it.</summary>
internal sealed class KantataShapes(KantataBook book, KantataRights rights)
{
    private const long Account = 4_200_001L;

    /// <summary>A record as it is told, with all that may be asked for.</summary>
    public JsonObject Show(KantataKind kind, JsonObject record)
    {
        var shown = record.Copy();
        foreach (var name in shown.Select(x => x.Key).Where(x => x.StartsWith('_')).ToList())
        {
            _ = shown.Remove(name);
        }

        switch (kind.Name)
        {
            case "time_entries":
                Price(shown, record);
                shown["approved"] = IsApproved(record);
                shown["is_invoiced"] = record.Has("invoice_id");
                shown["user_can_edit"] = !record.Has("invoice_id");
                break;
            case "expenses":
                Price(shown, record);
                shown["is_billable"] = record.IsTrue("billable");
                _ = shown.Remove("billable");
                shown["is_invoiced"] = record.Has("invoice_id");
                shown["user_can_edit"] = !record.Has("invoice_id");
                break;
            case "workspaces":
                OfWorkspace(shown);
                break;
            case "users":
                shown["account_id"] = Account.ToString(CultureInfo.InvariantCulture);
                break;
            case "invoices":
                Denominate(shown, record.TextAt("currency"));
                break;
            case "custom_field_values":
                OfValue(shown);
                break;
            case "rate_cards":
                shown["rate_card_set_title"] =
                    $"{book.Find("rate_card_sets", record.TextAt("rate_card_set_id"))?.TextAt("title")} ({record.TextAt("currency")})";
                shown["uses"] = book.All(KantataKinds.Workspaces)
                    .Count(x => IsText(x["rate_card_id"], record));
                break;
            case "rate_card_set_versions":
                shown["used_currencies"] = book.All(KantataRates.Cards)
                    .Where(x => IsText(record["rate_card_set_id"], x["rate_card_set_id"]))
                    .Select(x => x["currency"]?.DeepClone())
                    .ToJsonArray();
                break;
            case "timesheet_submissions" or "expense_report_submissions":
                OfSubmission(kind, shown, record);
                break;
        }

        return shown;
    }

    private static bool IsText(JsonNode? id, JsonObject record) => IsText(id, record["id"]);

    private static bool IsText(JsonNode? left, JsonNode? right) =>
        string.Equals(left?.ToString(), right?.ToString(), StringComparison.Ordinal);

    /// <summary>Where a project asks for no approvals, everything is approved.</summary>
    /// <remarks>By the words of the filter <c>approved</c>; of the member itself it is not said [U].</remarks>
    public bool IsApproved(JsonObject work)
    {
        var member = work.ContainsKey("date_performed")
            ? "require_time_approvals"
            : "require_expense_approvals";
        var submissions = work.ContainsKey("date_performed")
            ? "timesheet_submissions"
            : "expense_report_submissions";
        return book.Find("workspaces", work.TextAt("workspace_id"))?.IsTrue(member) is false
            || book.Find(submissions, work.TextAt("active_submission_id"))?.TextAt("status")
                is "approved";
    }

    /// <summary>The last day whose work is locked; none when none is.</summary>
    public string? LockedTo =>
        book.All(KantataWork.LineItemLocks)
            .Select(x => x.TextAt("locked_to"))
            .Max(StringComparer.Ordinal);

    private void Price(JsonObject shown, JsonObject record)
    {
        var workspace = book.Find("workspaces", record.TextAt("workspace_id"));
        Denominate(shown, workspace?.TextAt("currency"));
    }

    private static void Denominate(JsonObject shown, string? currency)
    {
        shown["currency"] = currency;
        shown["currency_symbol"] = currency switch
        {
            "USD" => "$",
            "EUR" => "\u20ac",
            "GBP" => "\u00a3",
            _ => currency,
        };
        shown["currency_base_unit"] = UnitOf(currency);
    }

    /// <summary>How many of what amounts are counted in make one of the currency.</summary>
    private static int UnitOf(string? currency) =>
        currency switch
        {
            "JPY" or "CLP" or "KRW" => 1,
            "KWD" or "BHD" or "TND" => 1000,
            _ => 100,
        };

    private void OfWorkspace(JsonObject shown)
    {
        Denominate(shown, shown.TextAt("currency"));
        shown["account_id"] = Account;
        shown["effective_due_date"] = shown["due_date"]?.DeepClone();
        shown["lock_date"] = LockedTo;
        shown["percentage_complete"] = 0;
        shown["can_create_line_items"] = true;
        shown["can_invite"] = true;
        shown["has_budget_access"] = rights.IsAdministrator;
        shown["over_budget"] = false;
        shown["status"] = new JsonObject
        {
            ["color"] = "green",
            ["key"] = 300,
            ["message"] = "In Progress",
        };
        var id = shown.TextAt("id");
        shown["has_active_timesheet_submissions"] = IsSubmitted(
            KantataWork.TimesheetSubmissions,
            id
        );
        shown["has_active_expense_report_submissions"] = IsSubmitted(
            KantataWork.ExpenseReportSubmissions,
            id
        );
    }

    private bool IsSubmitted(KantataKind kind, string? workspace) =>
        book.All(kind)
            .Any(x =>
                x.TextAt("status") is "pending"
                && string.Equals(x.TextAt("workspace_id"), workspace, StringComparison.Ordinal)
            );

    private void OfValue(JsonObject shown)
    {
        var field = book.Find("custom_fields", shown.TextAt("custom_field_id"));
        shown["account_id"] = Account;
        shown["custom_field_name"] = field?.TextAt("name");
        shown["custom_field_id"] = field?.TextAt("id");
        shown["type"] = field?.TextAt("value_type");
        shown["display_value"] = shown["value"]?.ToString();
        shown["can_edit"] = true;
    }

    private void OfSubmission(KantataKind kind, JsonObject shown, JsonObject record)
    {
        var isOfTime = kind == KantataWork.TimesheetSubmissions;
        var items = book.All(isOfTime ? KantataWork.TimeEntries : KantataWork.Expenses)
            .Where(x =>
                string.Equals(
                    x.TextAt("recent_submission_id"),
                    record.TextAt("id"),
                    StringComparison.Ordinal
                )
            );
        Price(shown, record);
        shown["type"] = isOfTime ? "TimesheetSubmission" : "ExpenseReportSubmission";
        shown["line_item_total_in_cents"] = items.Sum(CentsOf);
        var isOpen = record.TextAt("status") is "pending";
        shown["permissions"] = new JsonObject
        {
            ["can_cancel_submission"] = record.TextAt("status") is "pending" or "approved",
            ["can_approve_submission"] = isOpen && rights.IsAdministrator,
            ["can_reject_submission"] = isOpen && rights.IsAdministrator,
            ["can_resubmit_submission"] = record.TextAt("status") is "rejected" or "cancelled",
        };
    }

    /// <summary>What work comes to, in what its currency is counted in.</summary>
    public static long CentsOf(JsonObject item) =>
        item.WholeAt("amount_in_cents")
        ?? (long)
            (
                item.WholeAt("time_in_minutes")!.Value
                * (item.NumberAt("rate_in_cents") ?? 0m)
                / 60m
            ).RoundTo(0);
}
