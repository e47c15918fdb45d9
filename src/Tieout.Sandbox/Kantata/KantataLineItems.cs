using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Time and expenses, which are deleted without a trace.</summary>
internal sealed class KantataLineItems(
    KantataBook book,
    KantataFilter filter,
    KantataAnswer answers,
    KantataShapes shapes,
    KantataRights rights,
    KantataReferences references
)
{
    private const int AtOnceMax = 100;

    public void AddRoutes(JsonRoutes routes)
    {
        foreach (var kind in new[] { KantataWork.TimeEntries, KantataWork.Expenses })
        {
            KantataRoutes.Add(routes, "GET", kind.Name, x => List(x, kind));
            KantataRoutes.Add(routes, "POST", kind.Name, x => Create(x, kind));
            KantataRoutes.Add(routes, "DELETE", kind.Name, x => DeleteMany(x, kind));
            KantataRoutes.Add(routes, "GET", $"{kind.Name}/*", x => Get(x, kind));
            KantataRoutes.Add(routes, "PUT", $"{kind.Name}/*", x => Change(x, kind));
            KantataRoutes.Add(routes, "DELETE", $"{kind.Name}/*", x => Delete(x, kind));
        }
    }

    private static string DayOf(KantataKind kind) =>
        kind == KantataWork.TimeEntries ? "date_performed" : "date";

    private static string TitleOf(KantataKind kind) =>
        kind == KantataWork.TimeEntries ? "Time entry" : "Expense";

    private JsonAnswer List(JsonCall call, KantataKind kind) =>
        answers.Page(
            call,
            kind,
            filter.Apply(call, kind, Visible(call, kind).Where(x => IsMeant(call, kind, x)))
        );

    /// <summary>Default filters count for one record as well: in an archived project it is not found.</summary>
    private JsonAnswer Get(JsonCall call, KantataKind kind) =>
        answers.Of(
            call,
            kind,
            Visible(call, kind)
                .FirstOrDefault(x => call.Id.Equals(x.TextAt("id"), StringComparison.Ordinal))
                ?? throw KantataRefusals.NotFound()
        );

    private IEnumerable<JsonObject> Visible(JsonCall call, KantataKind kind)
    {
        var isAll = rights.IsAdministrator;
        var withArchived = KantataFilter.Flag(call, "from_archived_workspaces") is true;
        return book.All(kind)
            .Where(x => isAll || rights.Sees(x))
            .Where(x =>
                withArchived
                || book.Find("workspaces", x.TextAt("workspace_id"))?.IsTrue("archived") is false
            );
    }

    private bool IsMeant(JsonCall call, KantataKind kind, JsonObject item)
    {
        var isTime = kind == KantataWork.TimeEntries;
        // Of time these mean true whatever their value is.
        return (!Asks(call, "invoiced", isTime) || item.Has("invoice_id"))
            && (!Asks(call, "uninvoiced", isTime) || !item.Has("invoice_id"))
            && (!Asks(call, "approved", isTime) || shapes.IsApproved(item))
            && (
                KantataFilter.Flag(call, "billable") is not { } flag
                || flag == item.IsTrue("billable")
            )
            && (
                KantataFilter.Flag(call, "in_active_submission") is not { } active
                || active == item.Has("active_submission_id")
            );
    }

    private static bool Asks(JsonCall call, string name, bool isWhatever) =>
        isWhatever ? KantataFilter.IsAsked(call, name) : KantataFilter.Flag(call, name) is true;

    private JsonAnswer Create(JsonCall call, KantataKind kind) =>
        answers.Of(
            call,
            kind,
            [.. KantataRecords.SentOf(call, kind).Select(x => Create(call, kind, x))]
        );

    private JsonObject Create(JsonCall call, KantataKind kind, JsonObject sent)
    {
        var item = new JsonObject
        {
            ["active_submission_id"] = null,
            ["recent_submission_id"] = null,
        };
        book.Fill(kind, item, sent, isNew: true);
        // Silently the token's own person's, for one who may not log for others.
        item["user_id"] =
            rights.IsAdministrator && item.TextAt("user_id") is { } user ? user : KantataApi.Me;
        item["billable"] ??=
            book.Find("stories", item.TextAt("story_id"))?.IsTrue("billable") ?? true;
        Check(kind, item);
        _ = book.Add(kind, item, call.Now);
        references.Embed(kind, item, sent, call.Now);
        return item;
    }

    private void Check(KantataKind kind, JsonObject item)
    {
        var title = DayOf(kind) is "date" ? "Date" : "Date performed";
        if (string.CompareOrdinal(item.TextAt(DayOf(kind)), shapes.LockedTo) <= 0)
        {
            throw KantataRefusals.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{title} must be after the lock date ({shapes.LockedTo})"
                ),
                DayOf(kind)
            );
        }

        if (item.WholeAt("time_in_minutes") < 0L)
        {
            throw KantataRefusals.Invalid(
                "Time in minutes must be greater than or equal to 0",
                "time_in_minutes"
            );
        }

        var story = book.Find("stories", item.TextAt("story_id"));
        if (
            story is not null
            && !string.Equals(
                story.TextAt("workspace_id"),
                item.TextAt("workspace_id"),
                StringComparison.Ordinal
            )
        )
        {
            throw KantataRefusals.Invalid("Story must be in the same project", "story_id");
        }
    }

    /// <summary>Why it cannot be changed or deleted; nothing when it can.</summary>
    private string? LockOf(KantataKind kind, JsonObject item) =>
        item.Has("invoice_id") ? $"{TitleOf(kind)} has been invoiced"
        : item.Has("active_submission_id") ? $"{TitleOf(kind)} has been submitted for approval"
        : string.CompareOrdinal(item.TextAt(DayOf(kind)), shapes.LockedTo) <= 0
            ? $"{TitleOf(kind)} is locked"
        : null;

    private JsonAnswer Change(JsonCall call, KantataKind kind)
    {
        var item = Changeable(kind, call.Id);
        var sent = KantataRecords.SentOf(call, kind)[0].Copy();
        _ = sent.Remove("workspace_id");
        if (!rights.IsAdministrator)
        {
            _ = sent.Remove("user_id");
        }

        book.Fill(kind, item, sent, isNew: false);
        Check(kind, item);
        _ = book.Save(kind, item, call.Now);
        references.Embed(kind, item, sent, call.Now);
        return answers.Of(call, kind, item);
    }

    private JsonObject Changeable(KantataKind kind, string id)
    {
        var item = book.Get(kind, id);
        return !rights.Sees(item) ? throw KantataRefusals.NotFound()
            : LockOf(kind, item) is { } reason ? throw KantataRefusals.Invalid(reason)
            : item;
    }

    private JsonAnswer Delete(JsonCall call, KantataKind kind)
    {
        Remove(kind, call.Id);
        return new JsonAnswer(204);
    }

    private void Remove(KantataKind kind, string id)
    {
        book.Remove(kind, Changeable(kind, id));
        references.Forget(kind, id);
    }

    /// <summary>All of them or none.</summary>
    private JsonAnswer DeleteMany(JsonCall call, KantataKind kind)
    {
        var text = call.Query("ids") ?? call.Sent["ids"]?.ToString() ?? string.Empty;
        var ids = text.Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        if (ids.Length is 0 or > AtOnceMax)
        {
            throw KantataRefusals.Bad($"Provide 1 to {AtOnceMax} ids.");
        }

        foreach (var id in ids)
        {
            Remove(kind, id);
        }

        return new JsonObject
        {
            ["deleted"] = ids.Select(x =>
                    (JsonNode)long.Parse(x, NumberStyles.None, CultureInfo.InvariantCulture)
                )
                .ToJsonArray(),
        };
    }
}
