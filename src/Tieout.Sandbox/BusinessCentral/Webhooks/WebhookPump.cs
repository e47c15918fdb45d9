using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.BusinessCentral.Queries;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Webhooks;

/// <summary>Tells subscribers of changes, some time after the first of them.</summary>
/// <remarks>
/// What several subscriptions of one receiver are to be told goes in one request. A receiver that
/// is busy or absent is tried again for 36 hours; any other refusal ends its subscriptions.
/// </remarks>
internal sealed class WebhookPump(
    ObjectStore store,
    SandboxClock clock,
    SubscriptionDesk subscriptions,
    WebhookSender sender
) : BackgroundService
{
    private const string Deliveries = "~delivery";

    /// <summary>More changes of one subscription than this are told as one of the whole set.</summary>
    private const int ChangesMax = 1_000;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(36);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // How long the vendor waits between tries is not documented [U].
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Sends what is due.</summary>
    /// <param name="isAtOnce">What has changed a moment ago as well.</param>
    /// <returns>How many requests were answered with success.</returns>
    public async Task<int> DeliverAsync(bool isAtOnce, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            subscriptions.Expire();
            store.Change(() => Collect(isAtOnce));
            var sent = 0;
            foreach (var delivery in store.All(Deliveries))
            {
                if (isAtOnce || Due(delivery) <= clock.GetUtcNow())
                {
                    sent += await TrySendAsync(delivery, cancellationToken) ? 1 : 0;
                }
            }

            return sent;
        }
        finally
        {
            _ = _one.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                _ = await DeliverAsync(isAtOnce: false, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The simulator ends.
        }
    }

    private static DateTimeOffset Due(StoredObject delivery) =>
        DateTimeOffset.Parse((string)delivery.Fields["due"]!, CultureInfo.InvariantCulture);

    /// <summary>Turns changes into requests, once the first of them is old enough.</summary>
    private bool Collect(bool isAtOnce)
    {
        var changes = store.All(CompanyBook.Changes);
        if (changes is [] || (!isAtOnce && clock.GetUtcNow() - changes[0].Created < Delay))
        {
            return false;
        }

        foreach (var change in changes)
        {
            store.Remove(change.Kind, change.Id);
        }

        var held = store
            .All(Resources.Subscriptions)
            .Select(x => new NavRecord(Resources.Subscription, x));
        foreach (
            var receiver in held.GroupBy(x => x.Text("notificationUrl"), StringComparer.Ordinal)
        )
        {
            var told = new JsonArray([
                .. receiver.SelectMany(x => Notifications(x, changes)).Select(x => (JsonNode)x),
            ]);
            if (told.Count > 0)
            {
                var fields = new JsonObject
                {
                    ["url"] = receiver.Key,
                    ["body"] = new JsonObject { ["value"] = told },
                    ["due"] = Rendering.Text(clock.GetUtcNow()),
                };
                _ = store.Add(
                    Deliveries,
                    $"{changes[^1].Id}/{receiver.Key}",
                    clock.GetUtcNow(),
                    fields
                );
            }
        }

        return true;
    }

    private static IEnumerable<JsonObject> Notifications(
        NavRecord subscription,
        IReadOnlyList<StoredObject> changes
    )
    {
        var resource = subscription.Text("resource").TrimStart('/');
        var records = changes
            .Where(x =>
                resource.EndsWith(
                    $"companies({x.Fields["company"]})/{x.Fields["set"]}",
                    StringComparison.OrdinalIgnoreCase
                )
            )
            .GroupBy(x => (string)x.Fields["id"]!, StringComparer.Ordinal)
            .ToList();
        if (records.Count > ChangesMax)
        {
            // As documented, with a property that does not exist.
            var since = Uri.EscapeDataString(
                $"lastDateTimeModified gt {Rendering.Text(records[0].First().Created)}"
            );
            yield return Notification(
                subscription,
                $"/{resource}?$filter={since}",
                "collection",
                records[^1].Last().Created
            );
            yield break;
        }

        foreach (var record in records)
        {
            var kinds = record.Select(x => (string)x.Fields["change"]!).ToList();
            var kind =
                kinds.Contains("deleted") ? "deleted"
                : kinds.Contains("created") ? "created"
                : "updated";
            yield return Notification(
                subscription,
                $"{resource}({record.Key})",
                kind,
                record.Last().Created
            );
        }
    }

    private static JsonObject Notification(
        NavRecord subscription,
        string resource,
        string change,
        DateTimeOffset at
    ) =>
        new()
        {
            ["subscriptionId"] = subscription.Id,
            ["clientState"] = subscription.Text("clientState"),
            ["expirationDateTime"] = subscription.Text("expirationDateTime"),
            ["resource"] = resource,
            ["changeType"] = change,
            ["lastModifiedDateTime"] = Rendering.Text(at),
        };

    private async Task<bool> TrySendAsync(
        StoredObject delivery,
        CancellationToken cancellationToken
    )
    {
        var url = (string)delivery.Fields["url"]!;
        var body = delivery.Fields["body"]!.AsObject();
        var status = await sender.SendAsync(new Uri(url), body, cancellationToken);
        var isGood = status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
        var mayRecover =
            status
            is null
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;
        if (!isGood && mayRecover && clock.GetUtcNow() - delivery.Created < GiveUpAfter)
        {
            delivery.Fields["due"] = Rendering.Text(clock.GetUtcNow() + TryAgainAfter);
            store.Put(delivery);
            return false;
        }

        store.Remove(delivery.Kind, delivery.Id);
        if (!isGood && !mayRecover)
        {
            foreach (var told in body["value"]!.AsArray())
            {
                store.Remove(Resources.Subscriptions, (string)told!["subscriptionId"]!);
            }
        }

        return isGood;
    }
}
