using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>Webhooks: one for each kind of event, proven by a token that stays the same.</summary>
internal sealed class ClockifyWebhooks(ClockifyBook book, StoredWebhookQueue queue)
{
    private const string Kind = "webhooks";

    public void AddRoutes(JsonRoutes routes, ClockifyMasters below)
    {
        below.Add(routes, "GET", Kind, List);
        below.Add(routes, "POST", Kind, Create);
        below.Add(routes, "GET", $"{Kind}/*", x => book.Get(Kind, x.Id).Copy());
        below.Add(routes, "PUT", $"{Kind}/*", Change);
        below.Add(routes, "DELETE", $"{Kind}/*", Delete);
        below.Add(routes, "PATCH", $"{Kind}/*/token", Renew);
    }

    /// <summary><c>NEW_PROJECT</c>, <c>PROJECT_UPDATED</c>.</summary>
    public static string EventOf(string what, string kind)
    {
        var one = kind[..^1].ToUpperInvariant();
        return what is "NEW" ? $"NEW_{one}" : $"{one}_{what}";
    }

    /// <summary>Tells everybody who asked for events of a kind.</summary>
    public void Tell(string name, JsonObject about)
    {
        foreach (
            var webhook in book.All(Kind)
                .Where(x =>
                    x.IsTrue("enabled")
                    && name.Equals(x.TextAt("webhookEvent"), StringComparison.Ordinal)
                )
                .ToList()
        )
        {
            queue.Schedule(
                name,
                webhook.TextAt("url")!,
                about.ToJsonString(),
                ("Clockify-Signature", webhook.TextAt("authToken")!),
                ("Clockify-Webhook-Event-Type", name)
            );
        }
    }

    private JsonAnswer List(JsonCall call)
    {
        var all = book.All(Kind).Select(x => (JsonNode)x.Copy()).ToJsonArray();
        return new JsonObject { ["workspaceWebhookCount"] = all.Count, ["webhooks"] = all };
    }

    private JsonAnswer Create(JsonCall call)
    {
        var webhook = new JsonObject
        {
            ["workspaceId"] = call.Ids[0],
            ["userId"] = ClockifyApi.Me,
            ["enabled"] = true,
            ["deliveryEnabled"] = true,
            ["planEnabled"] = true,
            ["authToken"] = NewToken(),
        };
        Fill(webhook, call.Sent);
        return new JsonAnswer(201, book.Add(Kind, webhook, call.Now).Copy());
    }

    private static void Fill(JsonObject webhook, JsonObject sent)
    {
        foreach (var name in new[] { "url", "webhookEvent", "triggerSourceType", "triggerSource" })
        {
            webhook[name] =
                sent[name]?.DeepClone() ?? throw ClockifyRefusals.Invalid($"{name} is required");
        }

        webhook["name"] = sent.TextAt("name") ?? string.Empty;
        if (!Uri.TryCreate(webhook.TextAt("url"), UriKind.Absolute, out _))
        {
            throw ClockifyRefusals.Invalid("url is not valid");
        }
    }

    private JsonAnswer Change(JsonCall call)
    {
        var webhook = book.Get(Kind, call.Id);
        Fill(webhook, call.Sent);
        return book.Save(Kind, webhook, call.Now).Copy();
    }

    private JsonAnswer Delete(JsonCall call)
    {
        book.Remove(Kind, book.Get(Kind, call.Id));
        return new JsonAnswer(200);
    }

    private JsonAnswer Renew(JsonCall call)
    {
        var webhook = book.Get(Kind, call.Ids[1]);
        webhook["authToken"] = NewToken();
        return book.Save(Kind, webhook, call.Now).Copy();
    }

    /// <summary>32 letters and digits.</summary>
    private string NewToken() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(book.NewId())))[..32];
}
