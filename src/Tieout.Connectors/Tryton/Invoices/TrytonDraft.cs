using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>Translates an invoice of the hub into the values of a draft in Tryton.</summary>
internal sealed class TrytonDraft(TrytonRpc rpc, TrytonDirectory directory, TrytonOptions options)
{
    /// <summary>Everything that <c>account.invoice.create</c> needs, lines included.</summary>
    /// <exception cref="ConnectorException">
    /// Customer, account, tax or currency is missing in Tryton; the reason says which.
    /// </exception>
    public async Task<Dictionary<string, object?>> ValuesAsync(
        Delivery.Document document,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var invoice = document.Invoice;
        var currency = await directory.CurrencyAsync(
            invoice.Currency,
            company,
            invoice.InvoiceDate,
            cancellationToken
        );
        var payer = await PayerAsync(document.BillTo, company, cancellationToken);
        var values = Header(invoice);
        values["accounting_date"] = document.ShiftedTo;
        values["company"] = company.Id;
        values["currency"] = currency.Id;
        values["party"] = payer.Id;
        values["invoice_address"] = payer.Address;
        values["journal"] = await directory.RevenueJournalAsync(cancellationToken);
        values["account"] = await ReceivableAsync(document, payer, company, cancellationToken);
        var revenue = await RevenueAsync(document, company, cancellationToken);
        var lines = new List<object>();
        foreach (var line in document.Lines)
        {
            var value = await LineAsync(line, company, cancellationToken);
            value["company"] = company.Id;
            value["currency"] = currency.Id;
            value["party"] = payer.Id;
            value["account"] = revenue;
            lines.Add(value);
        }

        values["lines"] = new object[] { new object[] { "create", lines } };
        return values;
    }

    private static Dictionary<string, object?> Header(Invoice invoice) =>
        new(StringComparer.Ordinal)
        {
            ["type"] = "out",
            ["reference"] = invoice.Reference.Value,
            ["invoice_date"] = invoice.InvoiceDate,
            // Without a payment term, Tryton takes this day as it is: the hub's due date.
            ["payment_term"] = null,
            ["payment_term_date"] = invoice.DueDate,
            ["description"] =
                $"{invoice.Engagement}, through {LocalDatePattern.Iso.Format(invoice.Through)}",
            ["comment"] = Comment(invoice),
        };

    private static string? Comment(Invoice invoice)
    {
        string?[] lines =
        [
            invoice.PurchaseOrder is { } order ? $"Purchase order: {order}" : null,
            invoice.RefersTo is { } credited ? $"Credits: {credited}" : null,
        ];
        var text = string.Join('\n', lines.Where(line => line is not null));
        return text.Length == 0 ? null : text;
    }

    private async Task<Dictionary<string, object?>> LineAsync(
        InvoiceLine line,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var hour = await directory.HourAsync(cancellationToken);
        var pricing = TrytonPricing.Of(line, hour.Digits, options.PriceDigits);
        var tax = await directory.TaxAsync(line.TaxCode, company, cancellationToken);
        int[] taxes = tax is { } id ? [id] : [];
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = "line",
            ["invoice_type"] = "out",
            ["sequence"] = line.Number,
            ["description"] = pricing.Description,
            ["quantity"] = new TrytonFloat(pricing.Quantity),
            ["unit"] = pricing.InHours ? hour.Id : null,
            ["unit_price"] = pricing.UnitPrice,
            ["taxes"] = new object[] { new object[] { "add", taxes } },
        };
    }

    private async Task<PayerRow> PayerAsync(
        Customer billTo,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var parties = await rpc.SearchReadAsync<PartyIdRow>(
            new(
                "party.party",
                [new object[] { "code", "=", billTo.Code.Value }],
                ["account_receivable"]
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        if (parties is not [var party])
        {
            throw TrytonRefusal.Of(
                options.System,
                $"Tryton has no party with the code {billTo.Code}.",
                TrytonRefusal.CustomerMissing
            );
        }

        var addresses = await rpc.SearchReadAsync<InvoiceAddressRow>(
            new("party.address", [new object[] { "party", "=", party.Id }], ["invoice"])
            {
                OrderBy = ["sequence", "id"],
            },
            cancellationToken
        );
        var best =
            addresses.FirstOrDefault(address => address.Invoice == true)
            ?? addresses.FirstOrDefault()
            ?? throw TrytonRefusal.Of(
                options.System,
                $"the party {billTo.Code} has no address in Tryton to send an invoice to.",
                TrytonRefusal.AddressMissing
            );
        return new PayerRow(party.Id, best.Id, party.AccountReceivable);
    }

    private async Task<int> ReceivableAsync(
        Delivery.Document document,
        PayerRow payer,
        TrytonCompany company,
        CancellationToken cancellationToken
    ) =>
        document.Accounts.TryGetValue(AccountRole.AccountsReceivable, out var mapped)
            ? await directory.AccountAsync(mapped, company, cancellationToken)
            : payer.AccountReceivable
                ?? (await DefaultsAsync(company, cancellationToken)).DefaultAccountReceivable
                ?? throw Unmapped(AccountRole.AccountsReceivable);

    private async Task<int> RevenueAsync(
        Delivery.Document document,
        TrytonCompany company,
        CancellationToken cancellationToken
    ) =>
        (document.Accounts.GetValueOrDefault(AccountRole.Revenue) ?? options.RevenueAccount)
            is { } mapped
            ? await directory.AccountAsync(mapped, company, cancellationToken)
            : (await DefaultsAsync(company, cancellationToken)).DefaultCategoryAccountRevenue
                ?? throw Unmapped(AccountRole.Revenue);

    private ConnectorException Unmapped(AccountRole role) =>
        TrytonRefusal.Of(
            options.System,
            $"no account is mapped to {role}, and Tryton has no default for it.",
            TrytonRefusal.AccountMissing
        );

    private async Task<DefaultAccounts> DefaultsAsync(
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        int[] only = [1];
        string[] fields = ["default_account_receivable", "default_category_account_revenue"];
        var rows = await rpc.CallAsync<DefaultAccounts[]>(
            TrytonCall.Read("account.configuration", "read", [only, fields]) with
            {
                Context = company.Context,
            },
            cancellationToken
        );
        return rows[0];
    }

    private sealed record PayerRow(int Id, int Address, int? AccountReceivable);

    private sealed record PartyIdRow(int Id, int? AccountReceivable);

    private sealed record InvoiceAddressRow(int Id, bool? Invoice);

    private sealed record DefaultAccounts(
        int? DefaultAccountReceivable,
        int? DefaultCategoryAccountRevenue
    );
}
