using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Connectors.NetSuite;
using Tieout.Connectors.Tests.NetSuite;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An account with an invoice that is paid in part, one that is paid, and one that is void.</summary>
internal static partial class NetSuiteObserved
{
    private const string Records = "services/rest/record/v1/";

    public static async Task<ObservedSource> OpenAsync()
    {
        var target = await NetSuiteUnderTest.OpenAsync();
        await FillAsync(target.Desk);
        return new ObservedSource(target)
        {
            Address = target.Desk.Server.BaseAddress,
            Open = address => new NetSuiteSource(
                target.Options(address, pageSize: 100),
                target.Desk.Clock
            ),
            Names = new AnswerNames
            {
                OfCall = call =>
                    call.Path.EndsWith("/suiteql", StringComparison.Ordinal)
                        ? Table().Match(call.Body).Groups["table"].Value
                        : null,
                Lists = ["items"],
                IsPassedOver = name => name is "links",
            },
            Others =
            [
                ("symbol", JsonValue.Create("EUR")),
                ("status", JsonValue.Create("V")),
                ("status", JsonValue.Create("A")),
            ],
            AsksForMembers = true,
        };
    }

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var target = await NetSuiteUnderTest.OpenAsync();
        return await ObservedSink.OpenAsync(
            target,
            target.Desk.Server.BaseAddress,
            address => new NetSuiteSink(target.Options(address), target.Desk.Clock),
            call =>
                call.Method is "GET" || !call.Path.StartsWith(Records, StringComparison.Ordinal)
                    ? null
                    : Key().Replace(call.Path[Records.Length..], "/{key}"),
            (samples, invoice) => samples.Discounted(invoice, 15m)
        );
    }

    private static async Task FillAsync(NetSuiteDesk desk)
    {
        var customer = await desk.CustomerAsync();
        var invoices = new List<string>();
        foreach (var reference in new[] { "T-1", "T-2", "T-3" })
        {
            var invoice = NetSuiteDesk.Invoice(customer, 100m);
            invoice["externalId"] = reference;
            invoices.Add(await desk.MakeAsync("invoice", invoice));
        }

        _ = await desk.PayAsync(customer, invoices[0], 50m, date: "2026-03-30");
        _ = await desk.PayAsync(customer, invoices[1], 120m, date: "2026-03-30");
        _ = await desk.RehearseAsync(HttpMethod.Post, $"invoices/{invoices[2]}/void");
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [GeneratedRegex(
        @"FROM (?<table>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Table();

    [GeneratedRegex(
        "/[^/]*[0-9:][^/]*",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Key();
}
