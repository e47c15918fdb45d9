using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Stripe;

/// <summary>Brings events to the endpoints that want them, signed.</summary>
/// <remarks>In a sandbox three times over a few hours (when exactly is ours [U]).</remarks>
internal sealed class StripeDeliveries(StripeBook book, SandboxClock clock) : WebhookQueue(clock)
{
    private const string Kind = "_delivery";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    protected override IReadOnlyList<TimeSpan> Pauses { get; } =
    [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    /// <summary>Notes that an endpoint is to be told of an event.</summary>
    public static void Schedule(StripeBook book, JsonObject told, JsonObject endpoint) =>
        book.Add(
            Kind,
            "dlv_",
            new JsonObject
            {
                ["event"] = told.Id(),
                ["endpoint"] = endpoint.Id(),
                ["due"] = book.Now,
                ["tries"] = 0L,
            }
        );

    protected override WebhookDelivery? Next() =>
        book.Change(() =>
            book.All(Kind).Reverse().OrderBy(x => x.Whole("due")).FirstOrDefault() is { } held
                ? new WebhookDelivery(
                    held.Id(),
                    book.Find("event", held.Text("event")!)?.Text("type") ?? string.Empty,
                    DateTimeOffset.FromUnixTimeSeconds(held.Whole("due")),
                    (int)held.Whole("tries"),
                    held["delayed"] is not null
                )
                : null
        );

    protected override HttpRequestMessage? Compose(WebhookDelivery delivery)
    {
        var (told, endpoint) = book.Change(() =>
        {
            var held = book.Get(Kind, delivery.Id);
            return (
                book.Find("event", held.Text("event")!),
                book.Find(StripeWebhooks.Kind, held.Text("endpoint")!)
            );
        });
        if (told is null || endpoint is null || !endpoint.Is("status", "enabled"))
        {
            return null;
        }

        var body = StripeRender.Shown(told).ToJsonString(Indented);
        var at = book.Now.ToString(CultureInfo.InvariantCulture);
        var key = Encoding.UTF8.GetBytes(endpoint.Text("_secret")!);
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{at}.{body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Text("url"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        // In test mode Stripe sends a signature v0 as well, which is to be passed over.
        request.Headers.TryAddWithoutValidation(
            "Stripe-Signature",
            $"t={at},v1={Convert.ToHexStringLower(hash)},v0={new string('0', 64)}"
        );
        request.Headers.TryAddWithoutValidation(
            "User-Agent",
            "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
        );
        return request;
    }

    protected override void Postpone(WebhookDelivery delivery) =>
        book.Change(() =>
        {
            var held = book.Get(Kind, delivery.Id);
            held["due"] = delivery.Due.ToUnixTimeSeconds();
            held["tries"] = (long)delivery.Tries;
            if (delivery.IsDelayed)
            {
                held["delayed"] = true;
            }

            book.Save(Kind, held);
            return true;
        });

    protected override void Finish(WebhookDelivery delivery, bool isTaken) =>
        book.Change(() =>
        {
            var held = book.Get(Kind, delivery.Id);
            if (isTaken && book.Find("event", held.Text("event")!) is { } told)
            {
                told["pending_webhooks"] = told.Whole("pending_webhooks") - 1L;
                book.Save("event", told);
            }

            return book.Delete(Kind, held);
        });
}
