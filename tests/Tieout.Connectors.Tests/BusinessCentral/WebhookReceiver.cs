using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>Receives notifications over real HTTP.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single() + "/hook");

    /// <summary>What it answers notifications with.</summary>
    public int Status { get; set; } = 200;

    /// <summary>It gives the validation token back.</summary>
    public bool IsHonest { get; set; } = true;

    public int Handshakes { get; private set; }

    public List<JsonArray> Requests { get; } = [];

    public static async Task<WebhookReceiver> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(x => x.Listen(IPAddress.Loopback, 0));
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        if (context.Request.Query["validationToken"] is [{ } token])
        {
            Handshakes++;
            await context.Response.WriteAsync(IsHonest ? token : "something else");
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        Requests.Add(JsonNode.Parse(text)!["value"]!.AsArray());
        context.Response.StatusCode = Status;
    }
}
