using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Stripe;

/// <summary>Brings events to the endpoints that want them, signed, over real HTTP.</summary>
/// <remarks>
/// What is not answered with 2xx is tried again on the simulator's clock: in a sandbox three times
/// over a few hours (when exactly is ours [U]). One is sent at a time, in the order in which they are
/// due, so a fault that delays one lets the others overtake it.
/// </remarks>
internal sealed class StripeDeliveries(StripeBook book, SandboxClock clock) : BackgroundService
{
    private const string Kind = "_delivery";

    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly long[] RetrySeconds = [600, 3_600, 10_800];

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>What goes wrong on the way; asked for every delivery.</summary>
    public Func<FaultProgramme> Faults { get; set; } = () => new FaultProgramme();

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

    /// <summary>Looks whether there is something to send.</summary>
    public void Wake() => _wake.Release();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = AnswerTimeMax };
        clock.Moved += OnMoved;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (Next() is { } delivery && delivery.Whole("due") <= book.Now)
                {
                    await SendAsync(http, delivery, stoppingToken);
                }
                else
                {
                    await WaitAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The simulator ends; what is due stays in its file.
        }
        finally
        {
            clock.Moved -= OnMoved;
        }
    }

    private void OnMoved(object? sender, EventArgs e) => Wake();

    private JsonObject? Next() =>
        book.Change(() => book.All(Kind).Reverse().OrderBy(x => x.Whole("due")).FirstOrDefault());

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var due = Next()?.Whole("due");
        var wait = due is { } at
            ? TimeSpan.FromSeconds(Math.Max(0, at - book.Now))
            : Timeout.InfiniteTimeSpan;
        await using var timer = clock.CreateTimer(
            _ => Wake(),
            null,
            wait,
            Timeout.InfiniteTimeSpan
        );
        await _wake.WaitAsync(cancellationToken);
    }

    private async Task SendAsync(
        HttpClient http,
        JsonObject delivery,
        CancellationToken cancellationToken
    )
    {
        var (told, endpoint) = book.Change(() =>
            (
                book.Find("event", delivery.Text("event")!),
                book.Find(StripeWebhooks.Kind, delivery.Text("endpoint")!)
            )
        );
        if (told is null || endpoint is null || !endpoint.Is("status", "enabled"))
        {
            _ = book.Change(() => book.Delete(Kind, delivery));
            return;
        }

        switch (Faults().Next(FaultMatch.Webhook, $"/{told.Text("type")}"))
        {
            case FaultAction.Delay delay when delivery["delayed"] is null:
                delivery["delayed"] = true;
                Postpone(delivery, (delay.Milliseconds + 999L) / 1000L);
                break;
            case FaultAction.CommitThenDrop:
                _ = await IsTakenAsync(http, told, endpoint, cancellationToken);
                Retry(delivery);
                break;
            case FaultAction.DropBeforeCommit or FaultAction.Status:
                Retry(delivery);
                break;
            default:
                Settle(delivery, told, await IsTakenAsync(http, told, endpoint, cancellationToken));
                break;
        }
    }

    private async Task<bool> IsTakenAsync(
        HttpClient http,
        JsonObject told,
        JsonObject endpoint,
        CancellationToken cancellationToken
    )
    {
        var body = StripeRender.Shown(told).ToJsonString(Indented);
        var at = book.Now.ToString(CultureInfo.InvariantCulture);
        var key = Encoding.UTF8.GetBytes(endpoint.Text("_secret")!);
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{at}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Text("url"));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        // In test mode Stripe sends a signature v0 as well, which is to be passed over.
        request.Headers.TryAddWithoutValidation(
            "Stripe-Signature",
            $"t={at},v1={Convert.ToHexStringLower(hash)},v0={new string('0', 64)}"
        );
        request.Headers.TryAddWithoutValidation(
            "User-Agent",
            "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
        );
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return false;
        }
    }

    private void Settle(JsonObject delivery, JsonObject told, bool isTaken)
    {
        if (!isTaken)
        {
            Retry(delivery);
            return;
        }

        _ = book.Change(() =>
        {
            told["pending_webhooks"] = told.Whole("pending_webhooks") - 1L;
            book.Save("event", told);
            return book.Delete(Kind, delivery);
        });
    }

    private void Retry(JsonObject delivery)
    {
        var tries = delivery.Whole("tries");
        if (tries >= RetrySeconds.Length)
        {
            _ = book.Change(() => book.Delete(Kind, delivery));
            return;
        }

        delivery["tries"] = tries + 1L;
        Postpone(delivery, RetrySeconds[tries]);
    }

    private void Postpone(JsonObject delivery, long seconds) =>
        book.Change(() =>
        {
            delivery["due"] = book.Now + seconds;
            book.Save(Kind, delivery);
            return true;
        });
}
