using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Endpoints that are told of events, and the events of the last 30 days.</summary>
internal sealed class StripeWebhooks(StripeBook book)
{
    public const string Kind = "webhook_endpoint";

    private const long EventSeconds = 30L * 86_400L;

    public StripeAnswer Create(StripeCall call)
    {
        var sent = call.Params;
        var endpoint = StripeShapes.WebhookEndpoint();
        endpoint["created"] = book.Now;
        endpoint["api_version"] = sent.Text("api_version");
        endpoint["url"] = Url(sent.Required("url"));
        endpoint["enabled_events"] = Types(
            sent.Texts("enabled_events") ?? throw StripeRefusal.MissingParameter("enabled_events")
        );
        sent.CopyTo(endpoint, "description");
        endpoint.Merge(sent.Metadata());
        var secret = book.Ids.New("whsec_");
        endpoint["_secret"] = secret;
        endpoint = book.Add(Kind, "we_", endpoint);
        // Told once, here, and never again.
        var told = endpoint.Copy();
        told["secret"] = secret;
        return told;
    }

    public StripeAnswer Update(StripeCall call)
    {
        var endpoint = book.Get(Kind, call.Id);
        var sent = call.Params;
        if (sent.Text("url") is { } url)
        {
            endpoint["url"] = Url(url);
        }

        if (sent.Texts("enabled_events") is { } types)
        {
            endpoint["enabled_events"] = Types(types);
        }

        if (sent.Flag("disabled") is { } isDisabled)
        {
            endpoint["status"] = isDisabled ? "disabled" : "enabled";
        }

        sent.CopyTo(endpoint, "description");
        endpoint.Merge(sent.Metadata());
        book.Save(Kind, endpoint);
        return endpoint.Copy();
    }

    public StripeAnswer Delete(StripeCall call) => book.Delete(Kind, book.Get(Kind, call.Id));

    public StripeAnswer List(StripeCall call) =>
        StripePaging.Page(book.All(Kind), call.Params, Kind, "/v1/webhook_endpoints");

    public StripeAnswer ListEvents(StripeCall call)
    {
        var sent = call.Params;
        var all = Recent().Within(sent, "created", "created");
        if (sent.Text("type") is { } type)
        {
            all = all.Where(x => Matches(type, x.Text("type")!));
        }

        if (sent.Texts("types") is { } types)
        {
            all = all.Where(x => types.Any(one => Matches(one, x.Text("type")!)));
        }

        if (sent.Flag("delivery_success") is { } isDelivered)
        {
            all = all.Where(x => x.Whole("pending_webhooks") == 0L == isDelivered);
        }

        return StripePaging.Page(all, sent, "event", "/v1/events");
    }

    public StripeAnswer RetrieveEvent(StripeCall call) =>
        Recent().FirstOrDefault(x => x.Is("id", call.Id))?.Copy()
        ?? throw StripeRefusal.NotFound("event", call.Id);

    /// <summary>An endpoint is to be told of events of a type.</summary>
    public static bool Wants(JsonObject endpoint, string type) =>
        endpoint.Is("status", "enabled")
        && endpoint["enabled_events"]!.AsArray().Any(x => Matches((string)x!, type));

    /// <summary><c>*</c>, <c>invoice.*</c>, or a type.</summary>
    private static bool Matches(string pattern, string type) =>
        pattern.EndsWith('*')
            ? type.StartsWith(pattern[..^1], StringComparison.Ordinal)
            : string.Equals(pattern, type, StringComparison.Ordinal);

    private static string Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text
            : throw StripeRefusal.Invalid(
                "Invalid URL: An explicit scheme (such as https) must be provided.",
                "url",
                "url_invalid"
            );

    private static JsonArray Types(IReadOnlyList<string> types) =>
        types.Count > 0
            ? types.Select(x => (JsonNode)x).ToJson()
            : throw StripeRefusal.Invalid("You must specify at least one event.", "enabled_events");

    private IEnumerable<JsonObject> Recent()
    {
        var oldest = book.Now - EventSeconds;
        return book.All("event").Where(x => x.Whole("created") >= oldest);
    }
}
