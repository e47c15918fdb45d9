using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>What a customer keeps back, or has paid before, of an invoice in Tryton.</summary>
/// <remarks>
/// A line of a customer invoice takes accounts of revenue only, so the invoice is posted in full. An
/// entry in the journal of sales, whose origin is the invoice, then moves the amount from the
/// receivable to the deduction's account, and is registered on the invoice as a payment is. Making the
/// entry and registering it are one transaction.
/// </remarks>
internal sealed class TrytonDeductions(
    TrytonRpc rpc,
    TrytonDirectory directory,
    TrytonOptions options
)
{
    private const string Move = "account.move";

    /// <summary>The lines that take from the receivable, by invoice.</summary>
    public async Task<ILookup<int, DeductionRow>> OfAsync(
        IReadOnlyList<InvoiceRow> invoices,
        CancellationToken cancellationToken
    )
    {
        var posted = invoices.Where(row => row.Move is not null).ToList();
        var byOrigin = posted.ToDictionary(row => OriginOf(row.Id), StringComparer.Ordinal);
        DeductionRow[] lines =
            posted.Count == 0
                ? []
                : await rpc.SearchReadAsync<DeductionRow>(
                    new(
                        DeductionRow.Model,
                        [
                            new object[] { "move.origin", "in", byOrigin.Keys.ToArray() },
                            new object[] { "move.journal.type", "=", "revenue" },
                            new object[] { "move", "not in", posted.ConvertAll(row => row.Move) },
                        ],
                        DeductionRow.Fields
                    ),
                    cancellationToken
                );
        return lines
            .Select(line => (Line: line, Invoice: byOrigin[line.Move.Origin ?? string.Empty]))
            .Where(pair => pair.Line.Account == pair.Invoice.Account)
            .ToLookup(pair => pair.Invoice.Id, pair => pair.Line);
    }

    /// <summary>
    /// Posted with nothing settled and nothing deducted, or an entry left behind as a draft: the write
    /// was cut off. Where something is settled, somebody may have deducted it in a way of their own.
    /// </summary>
    public static bool IsMissing(
        Delivery.Document document,
        InvoiceRow row,
        IEnumerable<DeductionRow> held
    )
    {
        var entries = held.ToList();
        return document.Deductions.Count > 0
            && row.State is "posted"
            && !entries.Exists(line => line.IsPosted)
            && (entries.Count > 0 || row.AmountToPay == row.TotalAmount);
    }

    /// <summary>The deductions with Tryton's accounts, before anything is written.</summary>
    /// <exception cref="ConnectorException">An account is not mapped or not in Tryton.</exception>
    public async Task<IReadOnlyList<DeductedAccount>> PrepareAsync(
        Delivery.Document document,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var prepared = new List<DeductedAccount>();
        foreach (var deduction in document.Deductions)
        {
            var mapped =
                deduction.Account
                ?? throw TrytonRefusal.Of(
                    options.System,
                    $"no account is mapped to {deduction.Role}.",
                    TrytonRefusal.AccountMissing
                );
            var id = await directory.AccountAsync(mapped, company, cancellationToken);
            prepared.Add(new DeductedAccount(deduction, id));
        }

        return prepared;
    }

    /// <summary>Makes and posts the entry of a posted invoice; what a cut-off write left is replaced.</summary>
    public async Task EnterAsync(
        Invoice invoice,
        InvoiceRow row,
        IReadOnlyList<DeductedAccount> deductions,
        DeductionPlace place
    )
    {
        var held = (await OfAsync([row], CancellationToken.None))[row.Id].ToList();
        if (deductions.Count == 0 || held.Exists(line => line.IsPosted))
        {
            return;
        }

        foreach (var left in held.Select(line => line.Move.Id).Distinct())
        {
            await ChangeAsync("delete", [new[] { left }], place.Company);
        }

        var lines = await LinesAsync(row, deductions, place.Company);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["company"] = place.Company.Id,
            ["journal"] = place.Journal,
            ["period"] = place.Period,
            ["date"] = place.Day,
            ["origin"] = OriginOf(row.Id),
            ["description"] = $"Deducted from {invoice.Reference}",
            ["lines"] = new object[] { new object[] { "create", lines } },
        };
        var ids = await rpc.CallAsync<int[]>(
            TrytonCall.Change(Move, "create", [new object[] { values }]) with
            {
                Context = place.Company.Context,
            },
            CancellationToken.None
        );
        await ChangeAsync("post", [ids], place.Company);
    }

    private async Task<IReadOnlyList<object>> LinesAsync(
        InvoiceRow row,
        IReadOnlyList<DeductedAccount> deductions,
        TrytonCompany company
    )
    {
        var rate = await RateAsync(row, company);
        var withParty = await WithPartyAsync([row.Account, .. deductions.Select(x => x.Account)]);
        var lines = new List<object>();
        var sum = 0m;
        foreach (var (deduction, account) in deductions)
        {
            var amount = deduction.Amount.Amount;
            sum += rate.Convert(amount);
            var line = LineOf(account, rate.Convert(amount), rate.Second, amount);
            line["description"] = deduction.Description;
            line["party"] = withParty.Contains(account) ? row.Party : null;
            lines.Add(line);
        }

        var whole = deductions.Sum(x => x.Deduction.Amount.Amount);
        var receivable = LineOf(row.Account, -sum, rate.Second, -whole);
        receivable["party"] = withParty.Contains(row.Account) ? row.Party : null;
        receivable["invoice_payment"] = row.Id;
        lines.Add(receivable);
        return lines;
    }

    // An amount above zero is a debit.
    private static Dictionary<string, object?> LineOf(
        int account,
        decimal amount,
        int? second,
        decimal amountSecond
    ) =>
        new(StringComparer.Ordinal)
        {
            ["account"] = account,
            ["debit"] = Math.Max(amount, 0m),
            ["credit"] = Math.Max(-amount, 0m),
            ["second_currency"] = second,
            ["amount_second_currency"] = second is null ? null : amountSecond,
        };

    /// <summary>At the rate that the invoice was posted at.</summary>
    private async Task<BookedRate> RateAsync(InvoiceRow row, TrytonCompany company)
    {
        if (row.Currency.Id == company.Currency)
        {
            return new BookedRate(null, 1m, 1m, 0);
        }

        var booked = await rpc.SearchReadAsync<DeductionRow>(
            new(
                DeductionRow.Model,
                [
                    new object?[] { "move", "=", row.Move },
                    new object[] { "account", "=", row.Account },
                ],
                DeductionRow.Fields
            ),
            CancellationToken.None
        );
        var own = await rpc.ReadAsync<DigitsRow>(
            "currency.currency",
            [company.Currency],
            ["digits"],
            CancellationToken.None
        );
        return new BookedRate(
            row.Currency.Id,
            booked.Sum(line => line.Debit - line.Credit),
            booked.Sum(line => line.AmountSecondCurrency ?? 0m),
            own[0].Digits
        );
    }

    private async Task<HashSet<int>> WithPartyAsync(IEnumerable<int> accounts)
    {
        var rows = await rpc.ReadAsync<PartyRuleRow>(
            "account.account",
            [.. accounts.Distinct()],
            ["party_required"],
            CancellationToken.None
        );
        return [.. rows.Where(row => row.PartyRequired == true).Select(row => row.Id)];
    }

    private Task<object?> ChangeAsync(string method, object?[] arguments, TrytonCompany company) =>
        rpc.CallAsync<object?>(
            TrytonCall.Change(Move, method, arguments) with
            {
                Context = company.Context,
            },
            CancellationToken.None
        );

    private static string OriginOf(int invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"account.invoice,{invoice}");

    /// <summary>What was booked for the invoice; in one currency where there is no second.</summary>
    private sealed record BookedRate(int? Second, decimal Ledger, decimal Document, int Digits)
    {
        public decimal Convert(decimal amount) =>
            Second is null ? amount : (amount * Ledger / Document).RoundTo(Digits);
    }

    private sealed record PartyRuleRow(int Id, bool? PartyRequired);

    private sealed record DigitsRow(int Id, int Digits);
}
