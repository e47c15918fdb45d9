using System.Globalization;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>What must hold between the hub and Tryton whenever both are at rest.</summary>
internal static class Agreement
{
    private static readonly (string Role, string Account)[] Accounts =
    [
        ("accounts-receivable", "Main Receivable"),
        ("revenue", "Main Revenue"),
        ("tax-payable", "Main Tax"),
        ("cash", "Main Cash"),
    ];

    private static readonly string[] InTheBooks = ["posted", "paid"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// One posted invoice for each document, the same balances to the cent, every minute in one
    /// place with a reason if it is not invoiced, and nothing that does not tie out.
    /// </summary>
    public static async Task HoldsAsync(TrytonHub hub)
    {
        Assert.Empty(await hub.DifferencesAsync());
        await DocumentsAsync(hub);
        foreach (var (role, account) in Accounts)
        {
            Assert.Equal(
                $"{account} {await hub.Books.CentsAsync(account, Cancel)}",
                $"{account} {await JournalCentsAsync(hub, role)}"
            );
        }

        await MinutesAsync(hub);
    }

    private static async Task DocumentsAsync(TrytonHub hub)
    {
        var documents = await hub.AskAsync(
            "SELECT reference, net, tax, gross, type FROM document WHERE status <> 'cancelled' "
                + "ORDER BY reference"
        );
        var invoices = await hub.Books.InvoicesAsync(Cancel);
        Assert.All(invoices, x => Assert.Contains(x.State, InTheBooks));
        Assert.Equal(
            documents,
            invoices
                .OrderBy(x => x.Reference, StringComparer.Ordinal)
                .Select(x =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{x.Reference} {Cents(x.UntaxedAmount)} {Cents(x.TaxAmount)} {Cents(x.TotalAmount)} {(x.TotalAmount < 0m ? "credit-note" : "invoice")}"
                    )
                )
        );
    }

    private static async Task MinutesAsync(TrytonHub hub)
    {
        var booked = await hub.Books.EffortAsync(Cancel);
        var minutes = (long)(booked.Hours * 60m);
        var kept = Assert.Single(
            await hub.AskAsync(
                "SELECT (SELECT SUM(effort) FROM work WHERE deleted = 0) / 6000, "
                    + "(SELECT SUM(effort) FROM slice) / 6000, "
                    + "(SELECT COUNT(*) FROM slice WHERE invoice IS NULL AND main_reason IS NULL)"
            )
        );
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{minutes} {minutes} 0"), kept);
    }

    private static async Task<string> JournalCentsAsync(TrytonHub hub, string role) =>
        Assert.Single(
            await hub.AskAsync(
                "SELECT COALESCE(SUM(debit - credit), 0) FROM journal "
                    + $"WHERE account_role = '{role}'"
            )
        );

    private static long Cents(decimal amount) => (long)(100m * amount);
}
