using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving;

/// <summary>Brings events to those who asked for them, over real HTTP, as the fault programme lets it.</summary>
/// <remarks>
/// What is not answered with 2xx is tried again on the simulator's clock. One is sent at a time, in the
/// order in which they are due, so a fault that delays one lets the others overtake it.
/// </remarks>
internal abstract class WebhookQueue(SandboxClock clock) : BackgroundService
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>What goes wrong on the way; asked for every delivery.</summary>
    public Func<FaultProgramme> Faults { get; set; } = () => new FaultProgramme();

    /// <summary>How long after each try in vain the next one is; after the last there is none.</summary>
    protected abstract IReadOnlyList<TimeSpan> Pauses { get; }

    /// <summary>Looks whether there is something to send.</summary>
    public void Wake() => _wake.Release();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>What is due next, or later; none when nobody is to be told anything.</summary>
    protected abstract WebhookDelivery? Next();

    /// <summary>What is sent; none when nobody wants it any more.</summary>
    protected abstract HttpRequestMessage? Compose(WebhookDelivery delivery);

    /// <summary>Keeps a delivery for another time.</summary>
    protected abstract void Postpone(WebhookDelivery delivery);

    /// <summary>Somebody has taken a delivery; what was answered may matter to the system.</summary>
    protected virtual void Take(WebhookDelivery delivery, string answer) { }

    /// <summary>Forgets a delivery.</summary>
    /// <param name="isTaken">It has arrived; else it is given up, or nobody wants it.</param>
    protected abstract void Finish(WebhookDelivery delivery, bool isTaken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = AnswerTimeMax };
        clock.Moved += OnMoved;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (Next() is { } delivery && delivery.Due <= clock.GetUtcNow())
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

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = Next()?.Due - clock.GetUtcNow();
        await using var timer = clock.CreateTimer(
            _ => Wake(),
            null,
            wait is not { } some ? Timeout.InfiniteTimeSpan
                : some < TimeSpan.Zero ? TimeSpan.Zero
                : some,
            Timeout.InfiniteTimeSpan
        );
        await _wake.WaitAsync(cancellationToken);
    }

    private async Task SendAsync(
        HttpClient http,
        WebhookDelivery delivery,
        CancellationToken cancellationToken
    )
    {
        using var request = Compose(delivery);
        if (request is null)
        {
            Finish(delivery, isTaken: false);
            return;
        }

        switch (Faults().Next(FaultMatch.Webhook, $"/{delivery.Event}"))
        {
            case FaultAction.Delay delay when !delivery.IsDelayed:
                var seconds = (delay.Milliseconds + 999L) / 1000L;
                Postpone(
                    delivery with
                    {
                        IsDelayed = true,
                        Due = clock.GetUtcNow().AddSeconds(seconds),
                    }
                );
                break;
            case FaultAction.CommitThenDrop:
                _ = await AnswerToAsync(http, request, cancellationToken);
                Retry(delivery);
                break;
            case FaultAction.DropBeforeCommit or FaultAction.Status:
                Retry(delivery);
                break;
            default:
                if (await AnswerToAsync(http, request, cancellationToken) is { } answer)
                {
                    Take(delivery, answer);
                    Finish(delivery, isTaken: true);
                }
                else
                {
                    Retry(delivery);
                }

                break;
        }
    }

    /// <summary>What is answered with 2xx; none when that is not what is answered.</summary>
    private static async Task<string?> AnswerToAsync(
        HttpClient http,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsStringAsync(cancellationToken)
                : null;
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return null;
        }
    }

    private void Retry(WebhookDelivery delivery)
    {
        if (delivery.Tries >= Pauses.Count)
        {
            Finish(delivery, isTaken: false);
            return;
        }

        Postpone(
            delivery with
            {
                Tries = delivery.Tries + 1,
                Due = clock.GetUtcNow() + Pauses[delivery.Tries],
            }
        );
    }
}
