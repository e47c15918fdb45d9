using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>Subscriptions, which are sent events once who receives them has proven that he wants them.</summary>
internal sealed class TogglWebhooks(TogglBook book, StoredWebhookQueue queue)
{
    private const string Kind = "subscriptions";
    private const string Root = "webhooks/api/v1";
    private const int SubscriptionsMax = 3;
    private const int FiltersMax = 12;

    private static readonly string[] Entities =
    [
        "client",
        "project",
        "project_user",
        "tag",
        "task",
        "time_entry",
        "workspace",
        "workspace_user",
    ];

    private static readonly string[] Actions = ["created", "updated", "deleted"];

    /// <summary>The address that proves who receives is asked for by whoever was told it.</summary>
    public static bool IsPublic(HttpRequest request) =>
        request.Path.StartsWithSegments($"/{Root}/validate", StringComparison.Ordinal);

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", $"{Root}/event_filters", _ => Filters());
        routes.Add("GET", $"{Root}/status", _ => new JsonObject { ["status"] = "OK" });
        TogglApi.AddBelow(routes, "GET", $"{Root}/{Kind}/*", _ => List());
        TogglApi.AddBelow(routes, "POST", $"{Root}/{Kind}/*", Create);
        TogglApi.AddBelow(routes, "PUT", $"{Root}/{Kind}/*/*", Change);
        TogglApi.AddBelow(routes, "PATCH", $"{Root}/{Kind}/*/*", Enable);
        TogglApi.AddBelow(routes, "DELETE", $"{Root}/{Kind}/*/*", Delete);
        TogglApi.AddBelow(routes, "POST", $"{Root}/ping/*/*", x => Ping(Get(x.Id), x));
        TogglApi.AddBelow(routes, "GET", $"{Root}/validate/*/*/*", Validate);
    }

    /// <summary>Tells everybody who asked for events of a kind.</summary>
    public void Tell(JsonCall call, string model, string action, JsonObject record)
    {
        foreach (
            var subscription in book.All(Kind)
                .Where(x => x.IsTrue("enabled") && x.Has("validated_at"))
                .Where(x => x["event_filters"]!.AsArray().Any(y => Fits(y!, model, action)))
                .ToList()
        )
        {
            var metadata = Metadata(call);
            metadata["path"] = call.Request.Path.Value;
            metadata["model"] = model;
            metadata["action"] = action;
            metadata[$"{model}_id"] = record["id"]!.ToString();
            metadata["workspace_id"] = TogglBook.Key(TogglApi.Workspace);
            Send(subscription, $"{model}.{action}", metadata, record.Copy(), call.Now);
        }
    }

    /// <summary>Takes a subscription for proven where a PING was answered with its code.</summary>
    /// <returns>Whether it is.</returns>
    public bool Validate(string body, string answer, DateTimeOffset now)
    {
        if (
            JsonNode.Parse(body) is not JsonObject sent
            || sent.TextAt("validation_code") is not { } code
            || book.Find(Kind, sent.WholeAt("subscription_id")) is not { } subscription
        )
        {
            return false;
        }

        try
        {
            return JsonNode.Parse(answer) is JsonObject answered
                && code.Equals(answered.TextAt("validation_code"), StringComparison.Ordinal)
                && Validate(subscription, code, now);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Validate(JsonObject subscription, string code, DateTimeOffset now)
    {
        if (!code.Equals(subscription.TextAt("_code"), StringComparison.Ordinal))
        {
            return false;
        }

        subscription["validated_at"] = TogglValues.Stamp(now);
        _ = book.Save(Kind, subscription, now);
        return true;
    }

    private static bool Fits(JsonNode filter, string model, string action) =>
        filter["entity"]?.ToString() is { } entity
        && filter["action"]?.ToString() is { } verb
        && (entity is "*" || entity.Equals(model, StringComparison.Ordinal))
        && (verb is "*" || verb.Equals(action, StringComparison.Ordinal));

    private static JsonObject Filters() =>
        new(
            Entities.Select(x =>
                KeyValuePair.Create(x, (JsonNode?)Actions.Select(y => (JsonNode)y).ToJsonArray())
            )
        );

    private static JsonObject Metadata(JsonCall call) =>
        new()
        {
            ["request_type"] = call.Request.Method,
            ["event_user_id"] = TogglBook.Key(TogglApi.Me),
        };

    private void Send(
        JsonObject subscription,
        string name,
        JsonObject metadata,
        JsonNode payload,
        DateTimeOffset now
    )
    {
        var isPing = name is "ping";
        var body = new JsonObject
        {
            ["event_id"] = isPing ? 0L : book.NextNumber("events"),
            ["created_at"] = TogglValues.Stamp(now),
            ["creator_id"] = TogglApi.Me,
            ["metadata"] = metadata,
            ["payload"] = payload,
            ["subscription_id"] = subscription["id"]!.DeepClone(),
            ["url_callback"] = subscription.TextAt("url_callback"),
            ["timestamp"] = TogglValues.Stamp(now),
        };
        if (isPing && !subscription.Has("validated_at"))
        {
            var code = subscription.TextAt("_code")!;
            body["validation_code"] = code;
            body["validation_code_url"] =
                $"https://api.track.toggl.com/{Root}/validate/{TogglApi.Workspace}/{subscription["id"]}/{code}";
        }

        var text = body.ToJsonString();
        var key = Encoding.UTF8.GetBytes(subscription.TextAt("secret")!);
        var proof = Convert.ToHexStringLower(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))
        );
        queue.Schedule(
            name,
            subscription.TextAt("url_callback")!,
            text,
            ("X-Webhook-Signature-256", $"sha256={proof}")
        );
    }

    private JsonObject Get(string id) => book.Get(Kind, id, "Subscription");

    private JsonArray List() => book.All(Kind).Select(x => (JsonNode)Shown(x)).ToJsonArray();

    private static JsonObject Shown(JsonObject subscription)
    {
        var shown = subscription.Copy();
        shown["subscription_id"] = shown["id"]!.DeepClone();
        _ = shown.Remove("id");
        _ = shown.Remove("_code");
        return shown;
    }

    private JsonAnswer Create(JsonCall call)
    {
        if (book.All(Kind).Count() >= SubscriptionsMax)
        {
            throw TogglRefusals.Invalid("Subscriptions limit reached");
        }

        var subscription = new JsonObject
        {
            ["workspace_id"] = TogglApi.Workspace,
            ["user_id"] = TogglApi.Me,
            ["enabled"] = true,
            ["secret"] = Drawn("secret"),
            ["_code"] = Drawn("code"),
            ["validated_at"] = null,
            ["has_pending_events"] = false,
            ["created_at"] = TogglValues.Stamp(call.Now),
        };
        Fill(subscription, call.Sent);
        _ = book.Add(Kind, subscription, call.Now);
        _ = Ping(subscription, call);
        return Shown(subscription);
    }

    private static void Fill(JsonObject subscription, JsonObject sent)
    {
        TogglValues.Take(
            subscription,
            sent,
            [
                ("url_callback", "null"),
                ("event_filters", "[]"),
                ("enabled", "true"),
                ("description", "\"\""),
            ]
        );
        subscription["secret"] = sent.TextAt("secret") is { Length: > 0 } secret
            ? secret
            : subscription.TextAt("secret");
        if (!Uri.TryCreate(subscription.TextAt("url_callback"), UriKind.Absolute, out _))
        {
            throw TogglRefusals.Invalid("Invalid url_callback");
        }

        var filters = subscription["event_filters"] as JsonArray ?? [];
        if (filters.Count is 0 or > FiltersMax || !filters.All(IsKnown))
        {
            throw TogglRefusals.Invalid("Invalid event_filters");
        }
    }

    private static bool IsKnown(JsonNode? filter) =>
        filter?["entity"]?.ToString() is { } entity
        && filter["action"]?.ToString() is { } action
        && (entity is "*" || Entities.Contains(entity, StringComparer.Ordinal))
        && (action is "*" || Actions.Contains(action, StringComparer.Ordinal));

    /// <summary>Another address has to be proven anew.</summary>
    private JsonAnswer Change(JsonCall call)
    {
        var subscription = Get(call.Id);
        var before = subscription.TextAt("url_callback");
        Fill(subscription, call.Sent);
        var isMoved = !string.Equals(
            before,
            subscription.TextAt("url_callback"),
            StringComparison.Ordinal
        );
        if (isMoved)
        {
            subscription["validated_at"] = null;
            subscription["_code"] = Drawn("code");
        }

        _ = book.Save(Kind, subscription, call.Now);
        if (isMoved)
        {
            _ = Ping(subscription, call);
        }

        return Shown(subscription);
    }

    private JsonAnswer Enable(JsonCall call)
    {
        var subscription = Get(call.Id);
        subscription["enabled"] = call.Sent.IsTrue("enabled");
        return Shown(book.Save(Kind, subscription, call.Now));
    }

    private JsonAnswer Delete(JsonCall call)
    {
        var subscription = Get(call.Id);
        book.Remove(Kind, subscription);
        return Shown(subscription);
    }

    private JsonObject Ping(JsonObject subscription, JsonCall call)
    {
        Send(subscription, "ping", Metadata(call), JsonValue.Create("ping"), call.Now);
        return new JsonObject { ["status"] = "OK" };
    }

    private JsonAnswer Validate(JsonCall call) =>
        Validate(Get(call.Ids[1]), call.Id, call.Now)
            ? new JsonObject { ["status"] = "OK" }
            : throw TogglRefusals.Invalid("Invalid validation_code");

    /// <summary>32 digits that nobody guesses, the same for the same seed.</summary>
    private string Drawn(string what)
    {
        var text = $"{what} {book.Seed} {book.NextNumber("drawn")}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
