using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Serving;

/// <summary>Deliveries that are composed when the event happens, and kept with the system's records.</summary>
internal sealed class StoredWebhookQueue(
    ObjectStore store,
    SandboxClock clock,
    IReadOnlyList<TimeSpan> pauses
) : WebhookQueue(clock)
{
    private const string Kind = "_delivery";

    private readonly SandboxClock _clock = clock;

    /// <summary>Told what was sent and what was answered to it.</summary>
    public Action<string, string>? Answered { get; set; }

    protected override IReadOnlyList<TimeSpan> Pauses => pauses;

    /// <summary>Notes that somebody is to be told of an event. <see cref="WebhookQueue.Wake"/> sends it.</summary>
    /// <param name="name">The kind of event.</param>
    /// <param name="headers">Besides the type of the content.</param>
    /// <param name="body">JSON, as it is sent.</param>
    public void Schedule(
        string name,
        string url,
        string body,
        params IReadOnlyList<(string Name, string Value)> headers
    )
    {
        var now = _clock.GetUtcNow();
        var held = new JsonObject
        {
            ["event"] = name,
            ["url"] = url,
            ["body"] = body,
            ["headers"] = new JsonObject(
                headers.Select(x => KeyValuePair.Create(x.Name, (JsonNode?)x.Value))
            ),
            ["due"] = Text(now),
            ["tries"] = 0,
        };
        var id = store.All(Kind).Select(x => x.Sequence).DefaultIfEmpty(0L).Max() + 1L;
        _ = store.Add(
            Kind,
            string.Create(CultureInfo.InvariantCulture, $"{id} {now.UtcTicks}"),
            now,
            held
        );
    }

    protected override WebhookDelivery? Next() =>
        store
            .All(Kind)
            .Select(x => new WebhookDelivery(
                x.Id,
                x.Fields.TextAt("event")!,
                DateTimeOffset.Parse(x.Fields.TextAt("due")!, CultureInfo.InvariantCulture),
                (int)x.Fields.WholeAt("tries")!.Value,
                x.Fields.IsTrue("delayed")
            ))
            .OrderBy(x => x.Due)
            .FirstOrDefault();

    protected override HttpRequestMessage? Compose(WebhookDelivery delivery)
    {
        var held = store.Find(Kind, delivery.Id)!.Fields;
        var request = new HttpRequestMessage(HttpMethod.Post, held.TextAt("url"))
        {
            Content = new StringContent(held.TextAt("body")!, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in held["headers"]!.AsObject())
        {
            _ = request.Headers.TryAddWithoutValidation(name, (string?)value);
        }

        return request;
    }

    protected override void Postpone(WebhookDelivery delivery) =>
        store.Change(() =>
        {
            var held = store.Find(Kind, delivery.Id)!;
            held.Fields["due"] = Text(delivery.Due);
            held.Fields["tries"] = delivery.Tries;
            held.Fields["delayed"] = delivery.IsDelayed;
            store.Put(held);
            return true;
        });

    protected override void Take(WebhookDelivery delivery, string answer) =>
        Answered?.Invoke(store.Find(Kind, delivery.Id)!.Fields.TextAt("body")!, answer);

    protected override void Finish(WebhookDelivery delivery, bool isTaken) =>
        store.Remove(Kind, delivery.Id);

    private static string Text(DateTimeOffset instant) =>
        instant.ToString("O", CultureInfo.InvariantCulture);
}
