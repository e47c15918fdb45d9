using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Connectors.BusinessCentral;
using Tieout.Connectors.Tests.BusinessCentral;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>A company with an invoice that is paid in part, one that is credited and paid, and one that is cancelled.</summary>
internal static partial class BusinessCentralObserved
{
    public static async Task<ObservedSource> OpenAsync()
    {
        var target = await BusinessCentralUnderTest.OpenAsync();
        await FillAsync(target.Desk);
        return new ObservedSource(target)
        {
            Address = target.Desk.Server.BaseAddress,
            Open = address => new BusinessCentralSource(
                target.Options(address, pageSize: 100),
                target.Desk.Clock
            ),
            Names = new AnswerNames
            {
                OfCall = call =>
                    call.Path.Contains("/sales", StringComparison.Ordinal)
                        ? Id().Replace(call.Path.Split('/')[^1], string.Empty)
                        : null,
                Lists = ["value"],
                IsPassedOver = name => name.StartsWith('@'),
            },
            Others =
            [
                ("status", JsonValue.Create("Canceled")),
                ("status", JsonValue.Create("Open")),
                ("currencyCode", JsonValue.Create("EUR")),
            ],
            Plain = Plain,
        };
    }

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var target = await BusinessCentralUnderTest.OpenAsync();
        return await ObservedSink.OpenAsync(
            target,
            target.Desk.Server.BaseAddress,
            address => new BusinessCentralSink(target.Options(address), target.Desk.Clock),
            call =>
                call.Method is "GET" || call.Path.EndsWith("/token", StringComparison.Ordinal)
                    ? null
                    : Plain(call.Path),
            (samples, invoice) => samples.Discounted(invoice, 15m)
        );
    }

    private static async Task FillAsync(BusinessCentralDesk desk)
    {
        _ = await desk.CustomerAsync();
        await desk.PayAsync(await desk.PostedAsync("T-1", 100m), 50m);
        var credited = await desk.PostedAsync("T-2", 100m);
        var credit = await desk.MakeAsync(
            "/salesCreditMemos",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["externalDocumentNumber"] = "T-3",
                ["invoiceId"] = (string)credited["id"]!,
                ["salesCreditMemoLines"] = BusinessCentralDesk.Lines(25m),
            }
        );
        await desk.DoAsync($"/salesCreditMemos({(string)credit["id"]!})/Microsoft.NAV.post");
        await desk.PayAsync(credited, 90m);
        var cancelled = await desk.PostedAsync("T-4", 100m);
        await desk.DoAsync($"/salesInvoices({(string)cancelled["id"]!})/Microsoft.NAV.cancel");
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static string Plain(string text) =>
        Id()
            .Replace(
                text.Replace(
                    BusinessCentralDesk.ServicePath,
                    string.Empty,
                    StringComparison.Ordinal
                ),
                "{id}"
            )
            .Replace("companies({id})/", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-2)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Id();
}
