using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Stripe;

/// <summary>The records of one Stripe account, and the events that tell of their changes.</summary>
internal sealed class StripeBook(ObjectStore store, SandboxClock clock, int seed)
{
    public StripeIds Ids { get; } = new(store, seed);

    /// <summary>Seconds since 1970, as all of Stripe's times are.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Of the request at hand; events name it.</summary>
    public string? RequestId { get; set; }

    /// <summary>Of the request at hand; events name it, so that a caller knows its own writes.</summary>
    public string? IdempotencyKey { get; set; }

    public T Change<T>(Func<T> work) => store.Change(work);

    /// <summary>Does something whose changes are undone when it tells that it failed.</summary>
    public bool Attempt(Func<bool> work) => store.Attempt(work);

    /// <summary>A record that must be there, by the address that was called.</summary>
    public JsonObject Get(string kind, string id) =>
        Find(kind, id) ?? throw StripeRefusal.NotFound(NameOf(kind), id);

    /// <summary>A record that must be there, because a parameter names it.</summary>
    public JsonObject Refer(string kind, string id, string param) =>
        Find(kind, id) ?? throw StripeRefusal.Missing(NameOf(kind), id, param);

    /// <summary>None when it never was, or is deleted.</summary>
    public JsonObject? Find(string kind, string id) =>
        store.Find(kind, id) is { IsDeleted: false } found ? found.Fields : null;

    public bool WasDeleted(string kind, string id) => store.Find(kind, id) is { IsDeleted: true };

    /// <summary>Newest first, as Stripe lists.</summary>
    public IEnumerable<JsonObject> All(string kind) =>
        store.All(kind).Where(x => !x.IsDeleted).Select(x => x.Fields).Reverse();

    /// <summary>Stores a new record under a new id.</summary>
    public JsonObject Add(string kind, string prefix, JsonObject record) =>
        Add(kind, record, Ids.New(prefix));

    public JsonObject Add(string kind, JsonObject record, string id)
    {
        record["id"] = id;
        _ = store.Add(kind, id, clock.GetUtcNow(), record);
        return record;
    }

    public void Save(string kind, JsonObject record)
    {
        var held = store.Find(kind, record.Id())!;
        store.Put(held with { Modified = clock.GetUtcNow(), Fields = record });
    }

    /// <summary>Deletes a record; customers are still told of as deleted, others are gone.</summary>
    public JsonObject Delete(string kind, JsonObject record)
    {
        var held = store.Find(kind, record.Id())!;
        store.Put(held with { Modified = clock.GetUtcNow(), IsDeleted = true });
        return DeletedRecord(kind, record.Id());
    }

    public static JsonObject DeletedRecord(string kind, string id) =>
        new()
        {
            ["id"] = id,
            ["object"] = kind,
            ["deleted"] = true,
        };

    /// <summary>Tells of a change; every subscribed endpoint gets it.</summary>
    /// <param name="record">As it is told now.</param>
    /// <param name="before">As it was told before, for an update.</param>
    public void Tell(string type, JsonObject record, JsonObject? before = null)
    {
        var data = new JsonObject { ["object"] = record.Copy() };
        if (before is not null)
        {
            data["previous_attributes"] = Differences(before, record);
        }

        var endpoints = All("webhook_endpoint").Where(x => StripeWebhooks.Wants(x, type)).ToList();
        var told = Add(
            "event",
            "evt_",
            new JsonObject
            {
                ["object"] = "event",
                ["api_version"] = StripeApi.Version,
                ["created"] = Now,
                ["data"] = data,
                ["livemode"] = false,
                ["pending_webhooks"] = (long)endpoints.Count,
                ["request"] = new JsonObject
                {
                    ["id"] = RequestId,
                    ["idempotency_key"] = IdempotencyKey,
                },
                ["type"] = type,
            }
        );
        foreach (var endpoint in Enumerable.Reverse(endpoints))
        {
            StripeDeliveries.Schedule(this, told, endpoint);
        }
    }

    /// <summary>The word that messages have for a kind: <c>No such invoiceitem</c>.</summary>
    private static string NameOf(string kind) => kind;

    private static JsonObject Differences(JsonObject before, JsonObject now)
    {
        var changed = before.Where(x => !JsonNode.DeepEquals(x.Value, now[x.Key]));
        return new JsonObject(
            changed.Select(x => KeyValuePair.Create(x.Key, x.Value?.DeepClone()))
        );
    }
}
