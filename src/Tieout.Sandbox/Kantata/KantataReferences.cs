using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>What records are called in other systems: one name for each service.</summary>
internal sealed class KantataReferences(
    KantataBook book,
    KantataFilter filter,
    KantataAnswer answers
)
{
    private static readonly KantataKind Kind = KantataKinds.ExternalReferences;

    public void AddRoutes(JsonRoutes routes)
    {
        KantataRoutes.Add(
            routes,
            "GET",
            Kind.Name,
            x => answers.Page(x, Kind, filter.Apply(x, Kind, book.All(Kind)))
        );
        KantataRoutes.Add(
            routes,
            "POST",
            $"{Kind.Name}/create_or_update",
            x => Write(x, isNew: null)
        );
        KantataRoutes.Add(routes, "POST", Kind.Name, x => Write(x, isNew: true));
        KantataRoutes.Add(
            routes,
            "GET",
            $"{Kind.Name}/*",
            x => answers.Of(x, Kind, book.Get(Kind, x.Id))
        );
        KantataRoutes.Add(routes, "PUT", $"{Kind.Name}/*", Change);
        KantataRoutes.Add(routes, "DELETE", $"{Kind.Name}/*", Delete);
    }

    /// <summary>Writes what the body of a record says of the record elsewhere.</summary>
    public void Embed(KantataKind kind, JsonObject record, JsonObject sent, DateTimeOffset now)
    {
        if (kind.Subject is null || sent["external_reference"] is not JsonObject embedded)
        {
            return;
        }

        var whole = embedded.Copy();
        whole["subject_type"] = kind.Subject;
        whole["subject_id"] = long.Parse(
            record.TextAt("id")!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        _ = Write(whole, isNew: null, now);
    }

    /// <summary>A record is gone, and what it is called elsewhere with it.</summary>
    public void Forget(KantataKind kind, string id)
    {
        foreach (
            var reference in book.All(Kind)
                .Where(x => Is(x.TextAt("subject_type"), kind.Subject))
                .Where(x => Is(x["subject_id"]?.ToString(), id))
                .ToList()
        )
        {
            book.Remove(Kind, reference);
        }
    }

    private JsonAnswer Write(JsonCall call, bool? isNew) =>
        answers.Of(call, Kind, Write(KantataRecords.SentOf(call, Kind)[0], isNew, call.Now));

    /// <summary>Keeps what a record is called by a service.</summary>
    /// <param name="sent">Whole, with its subject.</param>
    /// <param name="now">When.</param>
    /// <param name="isNew">It must be; none when it may be either.</param>
    private JsonObject Write(JsonObject sent, bool? isNew, DateTimeOffset now)
    {
        var made = new JsonObject();
        book.Fill(Kind, made, sent, isNew: true);
        var subject = KantataModel.OfSubject(made.TextAt("subject_type"));
        if (subject is null || !IsThere(made))
        {
            throw KantataRefusals.Invalid("Subject could not be found", "subject_id");
        }

        var held = book.All(Kind)
            .FirstOrDefault(x =>
                Is(x.TextAt("subject_type"), made.TextAt("subject_type"))
                && Is(x["subject_id"]?.ToString(), made["subject_id"]?.ToString())
                && Is(x.TextAt("service_name"), made.TextAt("service_name"))
            );
        if (held is null)
        {
            return book.Add(Kind, made, now);
        }

        if (isNew is true)
        {
            throw KantataRefusals.Invalid("Service name has already been taken", "service_name");
        }

        book.Fill(Kind, held, sent, isNew: false);
        return book.Save(Kind, held, now);
    }

    /// <summary>Submissions of time and of expenses are one kind of subject.</summary>
    private bool IsThere(JsonObject reference)
    {
        var id = reference["subject_id"]!.ToString();
        return KantataModel
            .All.Where(x => Is(x.Subject, reference.TextAt("subject_type")))
            .Any(x => book.Find(x.Name, id) is not null);
    }

    private JsonAnswer Change(JsonCall call)
    {
        var held = book.Get(Kind, call.Id);
        book.Fill(Kind, held, KantataRecords.SentOf(call, Kind)[0], isNew: false);
        return answers.Of(call, Kind, book.Save(Kind, held, call.Now));
    }

    private JsonAnswer Delete(JsonCall call)
    {
        book.Remove(Kind, book.Get(Kind, call.Id));
        return new JsonAnswer(204);
    }

    private static bool Is(string? left, string? right) =>
        string.Equals(left, right, StringComparison.Ordinal);
}
