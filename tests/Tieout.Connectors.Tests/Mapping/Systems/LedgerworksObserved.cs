using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Connectors.Ledgerworks;
using Tieout.Connectors.Tests.Ledgerworks;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>A company with an invoice that is paid, and one that is void.</summary>
internal static partial class LedgerworksObserved
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ObservedSource> OpenAsync()
    {
        var target = await LedgerworksUnderTest.OpenAsync(Stop);
        await FillAsync(target.Desk);
        return new ObservedSource(target)
        {
            Address = target.Server.BaseAddress,
            Open = address => new LedgerworksSource(
                target.Options(address, pageSize: 100),
                target.Time
            ),
            Names = new AnswerNames
            {
                OfCall = call => call.Path is "token" ? null : call.Path.Split('/')[0],
                Lists = ["items"],
            },
            Others =
            [
                ("currency", JsonValue.Create("EUR")),
                ("kind", JsonValue.Create("void")),
                ("kind", JsonValue.Create("payment")),
                ("state", JsonValue.Create("posted")),
            ],
        };
    }

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var target = await LedgerworksUnderTest.OpenAsync(Stop);
        return await ObservedSink.OpenAsync(
            target,
            target.Server.BaseAddress,
            address => new LedgerworksSink(target.Options(address), target.Time),
            call =>
                call.Method is "GET" || call.Path is "token"
                    ? null
                    : Id().Replace(call.Path, "/{id}"),
            (samples, invoice) => samples.Deducting(samples.Discounted(invoice, 15m), 5m, 7m)
        );
    }

    private static async Task FillAsync(LedgerworksDesk desk)
    {
        _ = await desk.AddCustomerAsync("C1", Stop);
        var paid = await PostedAsync(desk, "T-1");
        _ = await desk.SendAsync(
            HttpMethod.Post,
            "payments",
            new
            {
                invoice = paid,
                amount = 50.25m,
                valueDate = "2026-04-14",
            },
            Stop
        );
        var gone = await PostedAsync(desk, "T-2");
        var why = new { reason = "keyed twice" };
        _ = await desk.SendAsync(HttpMethod.Post, $"invoices/{gone}/void", why, Stop);
    }

    private static async Task<long> PostedAsync(LedgerworksDesk desk, string reference)
    {
        var id = await desk.DraftAsync(reference, 100m, Stop);
        _ = await desk.PostAsync(id, Stop);
        return id;
    }

    [GeneratedRegex("/[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Id();
}
