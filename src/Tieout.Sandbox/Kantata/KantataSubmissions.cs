using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Timesheets and expense reports: work of one person and one project that waits for approval.</summary>
/// <remarks>
/// What is decided is told by the submission. Whether <c>updated_at</c> of its work moves as well is not
/// documented; it does not here, which is the harder case [U].
/// </remarks>
internal sealed class KantataSubmissions(
    KantataBook book,
    KantataFilter filter,
    KantataAnswer answers,
    KantataRights rights,
    KantataReferences references
)
{
    private static readonly (string Act, string Status, string Type, string[] From)[] Decisions =
    [
        ("approve", "approved", "approval", ["pending"]),
        ("reject", "rejected", "rejection", ["pending"]),
        ("cancel", "cancelled", "cancellation", ["pending", "approved"]),
    ];

    public void AddRoutes(JsonRoutes routes)
    {
        AddKind(routes, KantataWork.TimesheetSubmissions, KantataWork.TimeEntries);
        AddKind(routes, KantataWork.ExpenseReportSubmissions, KantataWork.Expenses);
        foreach (var (_, status, type, from) in Decisions)
        {
            KantataRoutes.Add(
                routes,
                "POST",
                $"timesheet_{type}s",
                x => DecideMany(x, status, type, from)
            );
        }
    }

    private void AddKind(JsonRoutes routes, KantataKind kind, KantataKind items)
    {
        KantataRoutes.Add(routes, "GET", kind.Name, x => List(x, kind));
        KantataRoutes.Add(routes, "POST", kind.Name, x => Submit(x, kind, items));
        KantataRoutes.Add(routes, "GET", $"{kind.Name}/*", x => Get(x, kind));
        foreach (var (act, status, type, from) in Decisions)
        {
            KantataRoutes.Add(
                routes,
                "PUT",
                $"{kind.Name}/*/{act}",
                call =>
                {
                    var submission = book.Get(kind, call.Ids[0]);
                    var note = (call.Sent["resolution"] as JsonObject)?.TextAt("description");
                    _ = Decide(kind, items, submission, (status, type, from), note, call.Now);
                    return answers.Of(call, kind, submission);
                }
            );
        }
    }

    private JsonAnswer Get(JsonCall call, KantataKind kind)
    {
        var submission = book.Get(kind, call.Id);
        return rights.Sees(submission)
            ? answers.Of(call, kind, submission)
            : throw KantataRefusals.NotFound();
    }

    private JsonAnswer List(JsonCall call, KantataKind kind)
    {
        var isActive = KantataFilter.Flag(call, "active") is true;
        var isStanding = KantataFilter.Flag(call, "not_cancelled") is true;
        var asked = book.All(kind)
            .Where(rights.Sees)
            .Where(x => !isActive || x.TextAt("status") is "pending" or "approved")
            .Where(x => !isStanding || x.TextAt("status") is not "cancelled");
        return answers.Page(call, kind, filter.Apply(call, kind, asked));
    }

    private JsonAnswer Submit(JsonCall call, KantataKind kind, KantataKind items)
    {
        var sent = KantataRecords.SentOf(call, kind)[0];
        var submission = new JsonObject();
        book.Fill(kind, submission, sent, isNew: true);
        var work = (sent["line_item_ids"] as JsonArray ?? [])
            .Select(x => book.Find(items.Name, x?.ToString()))
            .ToList();
        if (work.Count == 0 || work.Exists(x => x is null || !rights.Sees(x)))
        {
            throw KantataRefusals.Invalid("Line items could not be found", "line_item_ids");
        }

        var isFit = work.TrueForAll(x =>
            Is(x!.TextAt("workspace_id"), submission.TextAt("workspace_id"))
            && !x!.Has("active_submission_id")
        );
        if (!isFit)
        {
            throw KantataRefusals.Invalid(
                "Line items must be of one project and not be submitted already",
                "line_item_ids"
            );
        }

        submission["user_id"] ??= work[0]!.TextAt("user_id");
        submission["status"] = "pending";
        if (kind == KantataWork.TimesheetSubmissions)
        {
            AddWeek(submission, work);
        }

        _ = book.Add(kind, submission, call.Now);
        foreach (var item in work)
        {
            // A submission that was rejected or cancelled keeps none of its work.
            item!["active_submission_id"] = submission.TextAt("id");
            item["recent_submission_id"] = submission.TextAt("id");
            _ = book.Save(items, item, call.Now, isTouched: false);
        }

        references.Embed(kind, submission, sent, call.Now);
        return answers.Of(call, kind, submission);
    }

    /// <summary>A week begins on Sunday.</summary>
    private static void AddWeek(JsonObject submission, List<JsonObject?> work)
    {
        var first = DateOnly.ParseExact(
            work.Select(x => x!.TextAt("date_performed")!).Min(StringComparer.Ordinal)!,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        var sunday = first.AddDays(-(int)first.DayOfWeek);
        submission["start_date"] = sunday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        submission["end_date"] = sunday
            .AddDays(6)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private JsonAnswer DecideMany(JsonCall call, string status, string type, string[] from)
    {
        var sent =
            call.Sent["resolution"] as JsonObject
            ?? throw KantataRefusals.Bad("param is missing or the value is empty: resolution");
        var resolutions = (sent["submission_ids"] as JsonArray ?? [])
            .Select(x =>
                Decide(
                    KantataWork.TimesheetSubmissions,
                    KantataWork.TimeEntries,
                    book.Get(KantataWork.TimesheetSubmissions, x!.ToString()),
                    (status, type, from),
                    sent.TextAt("description"),
                    call.Now
                )
            )
            .ToList();
        return answers.Of(call, KantataWork.Resolutions, resolutions);
    }

    private JsonObject Decide(
        KantataKind kind,
        KantataKind items,
        JsonObject submission,
        (string Status, string Type, string[] From) decision,
        string? note,
        DateTimeOffset now
    )
    {
        rights.NeedsAdministrator();
        if (!decision.From.Contains(submission.TextAt("status"), StringComparer.Ordinal))
        {
            throw KantataRefusals.Invalid($"Submission is already {submission.TextAt("status")}");
        }

        var work = book.All(items)
            .Where(x => Is(x.TextAt("active_submission_id"), submission.TextAt("id")))
            .ToList();
        if (decision.Status is not "approved")
        {
            Release(items, work, now);
        }

        submission["status"] = decision.Status;
        submission["current_resolution_created_at_date"] = KantataBook.Stamp(now);
        submission["current_resolution_creator_id"] = KantataApi.MyNumber;
        submission["current_resolution_description"] = note;
        _ = book.Save(kind, submission, now);
        return book.Add(
            KantataWork.Resolutions,
            new JsonObject
            {
                ["type"] = decision.Type,
                ["description"] = note,
                ["target_type"] =
                    kind == KantataWork.TimesheetSubmissions
                        ? "TimesheetSubmission"
                        : "ExpenseReportSubmission",
                ["target_id"] = long.Parse(
                    submission.TextAt("id")!,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture
                ),
                ["user_id"] = KantataApi.MyNumber,
                ["current"] = true,
            },
            now
        );
    }

    private void Release(KantataKind items, List<JsonObject> work, DateTimeOffset now)
    {
        if (work.Exists(x => x.Has("invoice_id")))
        {
            throw KantataRefusals.Invalid("Submission has invoiced line items");
        }

        foreach (var item in work)
        {
            item["active_submission_id"] = null;
            _ = book.Save(items, item, now, isTouched: false);
        }
    }

    private static bool Is(string? left, string? right) =>
        string.Equals(left, right, StringComparison.Ordinal);
}
