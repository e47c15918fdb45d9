using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>People, clients, projects, tasks and what is said of them.</summary>
internal sealed class KantataRecords(
    KantataBook book,
    KantataFilter filter,
    KantataAnswer answers,
    KantataReferences references
)
{
    private const int AtOnceMax = 100;

    public void AddRoutes(JsonRoutes routes)
    {
        KantataRoutes.Add(
            routes,
            "GET",
            "users/me",
            x => answers.Of(x, KantataKinds.Users, book.Get(KantataKinds.Users, KantataApi.Me))
        );
        AddKind(routes, KantataKinds.Users, isNewByHand: false);
        AddKind(routes, KantataKinds.AccountMemberships, isNewByHand: false);
        foreach (
            var kind in new[]
            {
                KantataKinds.Roles,
                KantataKinds.WorkspaceGroups,
                KantataKinds.Workspaces,
                KantataKinds.Stories,
                KantataKinds.CustomFields,
                KantataKinds.CustomFieldValues,
                KantataKinds.ExpenseCategories,
            }
        )
        {
            AddKind(routes, kind, isNewByHand: true);
        }

        KantataRoutes.Add(routes, "POST", "account_invitations", Invite);
        KantataRoutes.Add(
            routes,
            "GET",
            KantataWork.LineItemLocks.Name,
            x => List(x, KantataWork.LineItemLocks)
        );
        KantataRoutes.Add(routes, "POST", KantataWork.LineItemLocks.Name, LockTo);
    }

    /// <summary>The records that one call sends: one by its name, or several by that of the kind.</summary>
    public static IReadOnlyList<JsonObject> SentOf(JsonCall call, KantataKind kind) =>
        call.Sent[kind.Name] switch
        {
            JsonArray { Count: > AtOnceMax } => throw KantataRefusals.Bad(
                $"You can only create up to {AtOnceMax} objects at once."
            ),
            JsonArray { Count: > 0 } many when many.All(x => x is JsonObject) =>
            [
                .. many.Select(x => x!.AsObject()),
            ],
            _ => call.Sent[kind.One] is JsonObject one
                ? [one]
                : throw KantataRefusals.Bad($"param is missing or the value is empty: {kind.One}"),
        };

    private void AddKind(JsonRoutes routes, KantataKind kind, bool isNewByHand)
    {
        KantataRoutes.Add(routes, "GET", kind.Name, x => List(x, kind));
        KantataRoutes.Add(routes, "GET", $"{kind.Name}/*", x => Get(x, kind));
        KantataRoutes.Add(routes, "PUT", $"{kind.Name}/*", x => Change(x, kind));
        if (isNewByHand)
        {
            KantataRoutes.Add(routes, "POST", kind.Name, x => Create(x, kind));
            KantataRoutes.Add(routes, "DELETE", $"{kind.Name}/*", x => Delete(x, kind));
        }
    }

    private JsonAnswer List(JsonCall call, KantataKind kind) =>
        answers.Page(call, kind, filter.Apply(call, kind, Visible(call, kind)));

    /// <summary>Default filters count for one record as well.</summary>
    private JsonAnswer Get(JsonCall call, KantataKind kind)
    {
        var record = book.Get(kind, call.Id);
        return Visible(call, kind).Any(x => Is(x.TextAt("id"), call.Id))
            ? answers.Of(call, kind, record)
            : throw KantataRefusals.NotFound();
    }

    private IEnumerable<JsonObject> Visible(JsonCall call, KantataKind kind) =>
        kind.Name switch
        {
            "workspaces" => book.All(kind)
                .Where(x =>
                    KantataFilter.Flag(call, "include_archived") is true
                    || x.IsTrue("archived") == KantataFilter.Flag(call, "archived") is true
                ),
            "users" => book.All(kind)
                .Where(x =>
                    KantataFilter.Flag(call, "show_disabled") is true || !x.IsTrue("disabled")
                ),
            _ => book.All(kind),
        };

    private JsonAnswer Create(JsonCall call, KantataKind kind) =>
        answers.Of(call, kind, [.. SentOf(call, kind).Select(x => Create(call, kind, x))]);

    private JsonObject Create(JsonCall call, KantataKind kind, JsonObject sent)
    {
        var record = new JsonObject();
        book.Fill(kind, record, sent, isNew: true);
        Check(kind, record);
        if (kind.Links.Any(x => x.Name is "creator"))
        {
            record["creator_id"] = KantataApi.Me;
        }

        _ = book.Add(kind, record, call.Now);
        references.Embed(kind, record, sent, call.Now);
        return record;
    }

    private void Check(KantataKind kind, JsonObject record)
    {
        if (kind != KantataKinds.CustomFieldValues)
        {
            return;
        }

        var subject = KantataModel.OfSubject(record.TextAt("subject_type"));
        if (subject is null || book.Find(subject.Name, record["subject_id"]!.ToString()) is null)
        {
            throw KantataRefusals.Invalid("Subject could not be found", "subject_id");
        }

        var isTaken = book.All(kind)
            .Any(x =>
                !Is(x.TextAt("id"), record.TextAt("id"))
                && Is(x.TextAt("custom_field_id"), record.TextAt("custom_field_id"))
                && Is(x["subject_id"]!.ToString(), record["subject_id"]!.ToString())
            );
        if (isTaken)
        {
            throw KantataRefusals.Invalid("Custom field has already been taken", "custom_field_id");
        }
    }

    private JsonAnswer Change(JsonCall call, KantataKind kind)
    {
        var record = book.Get(kind, call.Id);
        var sent = SentOf(call, kind)[0];
        book.Fill(kind, record, sent, isNew: false);
        Check(kind, record);
        _ = book.Save(kind, record, call.Now);
        references.Embed(kind, record, sent, call.Now);
        return answers.Of(call, kind, record);
    }

    private JsonAnswer Delete(JsonCall call, KantataKind kind)
    {
        var record = book.Get(kind, call.Id);
        var isUsed =
            kind == KantataKinds.Workspaces
            && book.All(KantataWork.TimeEntries)
                .Concat(book.All(KantataWork.Expenses))
                .Any(x => Is(x.TextAt("workspace_id"), call.Id));
        if (isUsed)
        {
            throw KantataRefusals.Invalid("Projects with time or expenses cannot be deleted.");
        }

        book.Remove(kind, record);
        references.Forget(kind, call.Id);
        return new JsonAnswer(204);
    }

    /// <summary>People come by an invitation, which everybody is taken to have accepted.</summary>
    private JsonAnswer Invite(JsonCall call)
    {
        var sent =
            call.Sent["account_invitation"] as JsonObject
            ?? throw KantataRefusals.Bad(
                "param is missing or the value is empty: account_invitation"
            );
        var user = new JsonObject();
        book.Fill(KantataKinds.Users, user, sent, isNew: true);
        _ = book.Add(KantataKinds.Users, user, call.Now);
        AddMembership(user.TextAt("id")!, isAdministrator: false, call.Now);
        return answers.Of(call, KantataKinds.Users, user);
    }

    public void AddMembership(string user, bool isAdministrator, DateTimeOffset now)
    {
        var membership = new JsonObject();
        book.Fill(
            KantataKinds.AccountMemberships,
            membership,
            new JsonObject
            {
                ["user_id"] = user,
                ["is_administrator"] = isAdministrator,
                ["can_view_reports"] = isAdministrator,
                ["permission"] = isAdministrator ? "administrator" : "collaborator",
            },
            isNew: true
        );
        _ = book.Add(KantataKinds.AccountMemberships, membership, now);
    }

    /// <summary>To a Saturday that is over, further than before, and never back.</summary>
    private JsonAnswer LockTo(JsonCall call)
    {
        var kind = KantataWork.LineItemLocks;
        var made = new JsonObject();
        book.Fill(kind, made, SentOf(call, kind)[0], isNew: true);
        var text = made.TextAt("locked_to")!;
        _ = KantataBook.IsDay(text, out var day);
        var latest = book.All(kind).Select(x => x.TextAt("locked_to")).Max(StringComparer.Ordinal);
        if (
            day.DayOfWeek is not DayOfWeek.Saturday
            || day >= DateOnly.FromDateTime(call.Now.UtcDateTime)
        )
        {
            throw KantataRefusals.Invalid("Locked to must be a past Saturday", "locked_to");
        }

        if (string.CompareOrdinal(text, latest) <= 0)
        {
            throw KantataRefusals.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"Locked to must be after {latest}"),
                "locked_to"
            );
        }

        return answers.Of(call, kind, book.Add(kind, made, call.Now));
    }

    private static bool Is(string? left, string? right) =>
        string.Equals(left, right, StringComparison.Ordinal);
}
