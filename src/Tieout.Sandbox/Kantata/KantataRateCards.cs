using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Rate cards, which are an administrator's.</summary>
/// <remarks>
/// The account's own set, which the first call for sets would make, is not there [U of its contents]; what a
/// card charges for a role that no version has a rate of is nothing until a default rate is set [U].
/// </remarks>
internal sealed class KantataRateCards(
    KantataBook book,
    KantataFilter filter,
    KantataAnswer answers,
    KantataRights rights,
    KantataReferences references
)
{
    public void AddRoutes(JsonRoutes routes)
    {
        foreach (var kind in KantataRates.All)
        {
            Add("GET", kind.Name, x => List(x, kind));
            Add("GET", $"{kind.Name}/*", x => answers.Of(x, kind, book.Get(kind, x.Id)));
            if (kind != KantataRates.Cards)
            {
                Add("PUT", $"{kind.Name}/*", x => Change(x, kind));
            }
        }

        Add("POST", KantataRates.Sets.Name, x => Create(x, KantataRates.Sets));
        Add("POST", KantataRates.SetVersions.Name, CreateSetVersion);
        Add("PUT", $"{KantataRates.SetVersions.Name}/*/publish", Publish);
        Add("POST", KantataRates.Cards.Name, CreateCard);
        Add("POST", KantataRates.Roles.Name, CreateRole);
        Add("DELETE", $"{KantataRates.Roles.Name}/*", DeleteRole);

        void Add(string method, string path, Func<JsonCall, JsonAnswer> answer) =>
            KantataRoutes.Add(
                routes,
                method,
                path,
                call =>
                {
                    rights.NeedsAdministrator();
                    return answer(call);
                }
            );
    }

    private JsonAnswer List(JsonCall call, KantataKind kind) =>
        answers.Page(call, kind, filter.Apply(call, kind, book.All(kind)));

    private JsonAnswer Create(JsonCall call, KantataKind kind) =>
        answers.Of(call, kind, Filled(call, kind));

    private JsonObject Filled(JsonCall call, KantataKind kind)
    {
        var sent = KantataRecords.SentOf(call, kind)[0];
        var record = new JsonObject();
        book.Fill(kind, record, sent, isNew: true);
        _ = book.Add(kind, record, call.Now);
        references.Embed(kind, record, sent, call.Now);
        return record;
    }

    /// <summary>Has a version of each card of the set: a copy of another version's, or without rates.</summary>
    private JsonAnswer CreateSetVersion(JsonCall call)
    {
        var made = Filled(call, KantataRates.SetVersions);
        made["effective_date"] ??= Today(call);
        made["active"] = false;
        _ = book.Save(KantataRates.SetVersions, made, call.Now);
        foreach (var card in Of(KantataRates.Cards, "rate_card_set_id", made["rate_card_set_id"]))
        {
            var version = AddVersion(card, made, call.Now);
            if (call.Query("clone_id") is { } cloned)
            {
                CopyRates(card, cloned, version, call.Now);
            }
        }

        return answers.Of(call, KantataRates.SetVersions, made);
    }

    /// <summary>Each day once in a set, and never back.</summary>
    private JsonAnswer Publish(JsonCall call)
    {
        var version = book.Get(KantataRates.SetVersions, call.Ids[0]);
        var isTaken = Of(KantataRates.SetVersions, "rate_card_set_id", version["rate_card_set_id"])
            .Any(x =>
                x.IsTrue("active")
                && Is(x["effective_date"], version["effective_date"])
                && !Is(x["id"], version["id"])
            );
        if (isTaken)
        {
            throw KantataRefusals.Invalid(
                "Effective date has already been taken",
                "effective_date"
            );
        }

        version["active"] = true;
        _ = book.Save(KantataRates.SetVersions, version, call.Now);
        return new JsonAnswer(200, new JsonObject { ["activated"] = true });
    }

    /// <summary>A card comes with a version in every version of its set.</summary>
    private JsonAnswer CreateCard(JsonCall call)
    {
        var card = Filled(call, KantataRates.Cards);
        foreach (
            var version in Of(
                KantataRates.SetVersions,
                "rate_card_set_id",
                card["rate_card_set_id"]
            )
        )
        {
            _ = AddVersion(card, version, call.Now);
        }

        return answers.Of(call, KantataRates.Cards, card);
    }

    private JsonAnswer CreateRole(JsonCall call)
    {
        var sent = KantataRecords.SentOf(call, KantataRates.Roles)[0];
        var isTaken = Of(KantataRates.Roles, "rate_card_version_id", sent["rate_card_version_id"])
            .Any(x => Is(x["role_id"], sent["role_id"]));
        return isTaken
            ? throw KantataRefusals.Invalid("Role has already been taken", "role_id")
            : Create(call, KantataRates.Roles);
    }

    /// <summary>A version of a set changes its day only while that is to come, or nobody sees it.</summary>
    private JsonAnswer Change(JsonCall call, KantataKind kind)
    {
        var record = book.Get(kind, call.Id);
        var sent = KantataRecords.SentOf(call, kind)[0];
        if (
            kind == KantataRates.SetVersions
            && record.IsTrue("active")
            && string.CompareOrdinal(record.TextAt("effective_date"), Today(call)) <= 0
        )
        {
            throw KantataRefusals.Invalid("Effective date cannot be changed", "effective_date");
        }

        book.Fill(kind, record, sent, isNew: false);
        return answers.Of(call, kind, book.Save(kind, record, call.Now));
    }

    /// <summary>Not of a version that is in use: one that is published, here [U].</summary>
    private JsonAnswer DeleteRole(JsonCall call)
    {
        var role = book.Get(KantataRates.Roles, call.Id);
        var version = book.Find(
            KantataRates.Versions.Name,
            role["rate_card_version_id"]!.ToString()
        );
        var inSet = book.Find(
            KantataRates.SetVersions.Name,
            version?.TextAt("rate_card_set_version_id")
        );
        if (inSet?.IsTrue("active") is true)
        {
            throw KantataRefusals.Invalid("Rate card version is in use");
        }

        book.Remove(KantataRates.Roles, role);
        return new JsonAnswer(204);
    }

    private JsonObject AddVersion(JsonObject card, JsonObject setVersion, DateTimeOffset now) =>
        book.Add(
            KantataRates.Versions,
            new JsonObject
            {
                ["default_rate"] = null,
                ["rate_card_id"] = card.TextAt("id"),
                ["rate_card_set_version_id"] = setVersion.TextAt("id"),
            },
            now
        );

    private void CopyRates(JsonObject card, string cloned, JsonObject version, DateTimeOffset now)
    {
        var from = Of(KantataRates.Versions, "rate_card_id", card["id"])
            .FirstOrDefault(x => Is(x["rate_card_set_version_id"], cloned));
        if (from is null)
        {
            return;
        }

        version["default_rate"] = from["default_rate"]?.DeepClone();
        _ = book.Save(KantataRates.Versions, version, now);
        foreach (var role in Of(KantataRates.Roles, "rate_card_version_id", from["id"]))
        {
            var copy = role.Only("role_id", "rate");
            copy["rate_card_version_id"] = version.TextAt("id");
            _ = book.Add(KantataRates.Roles, copy, now);
        }
    }

    private List<JsonObject> Of(KantataKind kind, string member, JsonNode? id) =>
        [.. book.All(kind).Where(x => Is(x[member], id))];

    private static bool Is(JsonNode? left, JsonNode? right) =>
        string.Equals(left?.ToString(), right?.ToString(), StringComparison.Ordinal);

    private static string Today(JsonCall call) =>
        call.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
