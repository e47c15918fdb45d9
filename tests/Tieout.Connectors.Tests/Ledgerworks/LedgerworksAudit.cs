using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>An auditor who reads Ledgerworks' API and adds everything up again.</summary>
internal sealed class LedgerworksAudit(LedgerworksDesk desk)
{
    /// <summary>
    /// Counted from the outside: every entry balances; receivables are what is open; the bank is
    /// what was paid; each series of numbers runs from 1 without a gap.
    /// </summary>
    public async Task<bool> IsInOrderAsync(CancellationToken cancellationToken)
    {
        var entries = await AllAsync("journal", cancellationToken);
        var documents = await AllAsync("invoices", cancellationToken);
        var payments = await AllAsync("payments", cancellationToken);
        foreach (var currency in (string[])["GBP", "JPY"])
        {
            var booked = entries.Where(x => Is(x, "currency", currency)).ToList();
            var isBalanced = booked.All(x => Sum(x, account: null) == 0m);
            var receivable = booked.Sum(x => Sum(x, "1100"));
            var bank = booked.Sum(x => Sum(x, "1000"));
            var standing = documents.Where(x =>
                Is(x, "currency", currency) && (string?)x["state"] is "posted" or "paid"
            );
            var open = standing.Sum(x => Sign(x) * (decimal)x["open"]!);
            var paid = payments
                .Where(x => Is(x, "currency", currency))
                .Sum(x => (decimal)x["amount"]!);
            var isNetBooked = await IsNetBookedAsync(currency, documents, cancellationToken);
            if (!isBalanced || receivable != open || bank != paid || !isNetBooked)
            {
                return false;
            }
        }

        return documents
            .Select(x => (string?)x["number"])
            .OfType<string>()
            .GroupBy(x => x[..^5])
            .All(series =>
                series
                    .Select(x => int.Parse(x[^5..], CultureInfo.InvariantCulture))
                    .Order()
                    .SequenceEqual(Enumerable.Range(1, series.Count()))
            );
    }

    /// <summary>The trial balance's revenue and tax are the documents' net and tax.</summary>
    private async Task<bool> IsNetBookedAsync(
        string currency,
        IReadOnlyList<JsonNode> documents,
        CancellationToken cancellationToken
    )
    {
        var balance = (await desk.GetAsync("trial-balance?company=UK", cancellationToken))["items"]!
            .AsArray()
            .Where(x => Is(x, "currency", currency))
            .ToList();
        var standing = documents
            .Where(x => Is(x, "currency", currency) && (string?)x["state"] is "posted" or "paid")
            .ToList();
        return Credit("4000") == standing.Sum(x => Sign(x) * (decimal)x["net"]!)
            && Credit("2200") == standing.Sum(x => Sign(x) * (decimal)x["tax"]!);

        decimal Credit(string account) =>
            balance
                .Where(x => Is(x, "account", account))
                .Sum(x => (decimal)x!["credit"]! - (decimal)x["debit"]!);
    }

    private static int Sign(JsonNode document) =>
        (string?)document["type"] is "credit-note" ? -1 : 1;

    private static decimal Sum(JsonNode entry, string? account) =>
        entry["lines"]!
            .AsArray()
            .Where(x => account is null || Is(x, "account", account))
            .Sum(x => (decimal)x!["debit"]! - (decimal)x["credit"]!);

    private async Task<IReadOnlyList<JsonNode>> AllAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        var all = new List<JsonNode>();
        long? after = 0;
        while (after is { } last)
        {
            var page = await desk.GetAsync($"{path}?after={last}", cancellationToken);
            all.AddRange(page["items"]!.AsArray()!);
            after = (long?)page["next"];
        }

        return all;
    }

    private static bool Is(JsonNode? node, string name, string value) =>
        string.Equals((string?)node![name], value, StringComparison.Ordinal);
}
