using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.AvaTax;

/// <summary>AvaTax as the tax owner of some legal entities.</summary>
/// <remarks>
/// A document's code is the hub's reference, and an upsert (<c>createoradjust</c>) is safe to repeat. It
/// is never sent for what is committed and posted: that would take the commitment away.
/// </remarks>
public sealed class AvaTaxOwner : ITaxOwner, IDisposable
{
    private readonly AvaTaxOptions _options;
    private readonly AvaTaxClient _client;
    private readonly AvaTaxBodies _bodies;

    /// <summary>Connects nothing yet.</summary>
    public AvaTaxOwner(AvaTaxOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new AvaTaxClient(options, timeProvider);
        _bodies = new AvaTaxBodies(options);
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public bool Owns(LegalEntityCode legalEntity) => _options.Companies.ContainsKey(legalEntity);

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var ping = await _client.GetAsync<AvaTaxPing>("utilities/ping", cancellationToken);
        if (!ping.Value.Authenticated)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "AvaTax does not take the login. Check accountId and licenseKey of the system in hub.yaml."
            );
        }

        foreach (
            var code in _options
                .Companies.Values.Select(x => x.Code)
                .Distinct(StringComparer.Ordinal)
        )
        {
            var filter = Uri.EscapeDataString($"companyCode eq '{code}'");
            var page = await _client.GetAsync<AvaTaxPage<AvaTaxCompanyRow>>(
                $"companies?$filter={filter}",
                cancellationToken
            );
            if (!page.Value.Value.Any(x => x.IsActive && IsSame(x.CompanyCode, code)))
            {
                throw new ConnectorException(
                    ConnectorFault.Settings,
                    $"AvaTax has no active company {code}, or the login may not see it."
                );
            }
        }
    }

    /// <inheritdoc/>
    public async Task<TaxRecord?> FindAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    ) =>
        await LookAsync(document.Invoice, AvaTaxBodies.TypeOf(document.Invoice), cancellationToken)
            is { IsVoid: false } held
            ? Told(held, document.Invoice)
            : null;

    /// <inheritdoc/>
    public async Task<TaxRecord> AssessAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var body = _bodies.Upsert(document);
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await _client.PostAsync<AvaTaxTransaction>(
            "transactions/createoradjust?$include=LinesOnly",
            body
        );
        return answer.IsError(AvaTaxFaults.Locked)
            ? throw Filed(document.Invoice, "changed")
            : Told(answer.Value, document.Invoice);
    }

    /// <inheritdoc/>
    public async Task CommitAsync(Delivery.Document document)
    {
        var invoice = document.Invoice;
        var answer = await _client.PostAsync<AvaTaxTransaction>(
            PathOf(invoice, AvaTaxBodies.TypeOf(invoice), "/commit"),
            new JsonObject { ["commit"] = true }
        );
        if (!answer.Value.IsCommitted)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"AvaTax committed {invoice.Reference} and calls it {answer.Value.Status}."
            );
        }
    }

    /// <inheritdoc/>
    public async Task VoidAsync(Invoice invoice)
    {
        var type = AvaTaxBodies.TypeOf(invoice);
        if (await LookAsync(invoice, type, CancellationToken.None) is not { IsVoid: false })
        {
            return;
        }

        var answer = await _client.PostAsync<AvaTaxTransaction>(
            PathOf(invoice, type, "/void"),
            new JsonObject { ["code"] = "DocVoided" }
        );
        if (answer.IsError(AvaTaxFaults.AlreadyVoid))
        {
            return;
        }

        if (!answer.IsError(AvaTaxFaults.Locked))
        {
            _ = answer.Value;
        }
        else if (!await IsReversedAsync(invoice, type))
        {
            throw Filed(invoice, "voided");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static bool IsSame(string left, string right) =>
        left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string Opposite(string type) =>
        type is "SalesInvoice" ? "ReturnInvoice" : "SalesInvoice";

    private static ConnectorException Filed(Invoice invoice, string change) =>
        new(
            ConnectorFault.Refused,
            $"AvaTax has reported {invoice.Reference} to the tax authority, so it cannot be {change} there. "
                + $"Record a committed {Opposite(AvaTaxBodies.TypeOf(invoice))} of the opposite amounts in AvaTax "
                + $"with the code {invoice.Reference}."
        );

    private static TaxRecord Told(AvaTaxTransaction held, Invoice invoice)
    {
        var currency = CurrencyCode.TryParse(held.CurrencyCode, out var known)
            ? known
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"AvaTax holds {invoice.Reference} in '{held.CurrencyCode}', which is no currency."
            );
        return new TaxRecord(
            new Money(held.TotalAmount, currency),
            new Money(held.TotalTax, currency),
            [
                .. held.Lines.Select(x => new LineTax(
                    int.TryParse(x.LineNumber, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : 0,
                    new Money(x.LineAmount, currency),
                    new Money(x.Tax, currency)
                )),
            ],
            held.IsCommitted
        );
    }

    /// <summary>Somebody has taken back by another document what could not be voided.</summary>
    private async Task<bool> IsReversedAsync(Invoice invoice, string type) =>
        await LookAsync(invoice, Opposite(type), CancellationToken.None)
            is { IsCommitted: true } other
        && other.TotalTax == -invoice.Tax.Amount
        && other.TotalAmount == -invoice.Net.Amount;

    private async Task<AvaTaxTransaction?> LookAsync(
        Invoice invoice,
        string type,
        CancellationToken cancellationToken
    )
    {
        var answer = await _client.GetAsync<AvaTaxTransaction>(
            $"{PathOf(invoice, type)}&$include=LinesOnly",
            cancellationToken
        );
        return answer.IsError(AvaTaxFaults.NotFound) && !AvaTaxFaults.IsCompany(answer.Error!)
            ? null
            : answer.Value;
    }

    private string PathOf(Invoice invoice, string type, string action = "") =>
        $"companies/{InPath(_options.Companies[invoice.LegalEntity].Code)}/transactions/"
        + $"{InPath(invoice.Reference.Value)}{action}?documentType={type}";

    /// <summary>Some characters have a spelling of AvaTax's own in an address.</summary>
    private static string InPath(string code) =>
        Uri.EscapeDataString(
            code.Replace("/", "_-ava2f-_", StringComparison.Ordinal)
                .Replace("+", "_-ava2b-_", StringComparison.Ordinal)
                .Replace("?", "_-ava3f-_", StringComparison.Ordinal)
                .Replace("%", "_-ava25-_", StringComparison.Ordinal)
                .Replace("#", "_-ava23-_", StringComparison.Ordinal)
        );
}
