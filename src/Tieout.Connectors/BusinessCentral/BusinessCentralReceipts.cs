using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Makes payments and voids of invoices.</summary>
internal sealed class BusinessCentralReceipts(string system, BusinessCentralClient client)
{
    public async Task<BusinessCentralReceipt> OfAsync(
        string company,
        BusinessCentralDocument invoice,
        BusinessCentralMoment moment,
        CancellationToken cancellationToken
    )
    {
        var origin = new Origin(system, $"{company}/salesInvoices({invoice.Id:D})");
        if (
            !Identifier.IsValid(invoice.ExternalDocumentNumber)
            || !CurrencyCode.TryParse(invoice.CurrencyCode, out var currency)
        )
        {
            return new(
                Rejected: Rejection(
                    origin,
                    invoice,
                    "business-central.unreadable-invoice",
                    "needs a reference of the hub and a currency of ISO 4217."
                )
            );
        }

        if (!invoice.IsKnown)
        {
            return new(
                Rejected: Rejection(
                    origin,
                    invoice,
                    "business-central.unknown-status",
                    $"is '{invoice.Status}', which this version does not know.",
                    "status"
                )
            );
        }

        if (invoice.Status is BusinessCentralDocument.Canceled)
        {
            return await IsGoneAsync(company, invoice, cancellationToken)
                ? new(new SourceRecord(Voided(invoice, moment), origin))
                : new();
        }

        if (await PaidAsync(company, invoice, cancellationToken) is { } paid)
        {
            var payment = PaymentOf(invoice, new Money(paid, currency), moment);
            return new(new SourceRecord(payment, origin));
        }

        return new(
            Rejected: Rejection(
                origin,
                invoice,
                "business-central.credit-partly-applied",
                "has a credit memo that is not applied to it in full, so what was paid in money "
                    + "cannot be told. Apply all of the credit memo to it."
            ),
            IsUnclear: true
        );
    }

    /// <summary>No other invoice stands in the ledger with the reference of a cancelled one.</summary>
    private async Task<bool> IsGoneAsync(
        string company,
        BusinessCentralDocument invoice,
        CancellationToken cancellationToken
    )
    {
        var number = BusinessCentralJson.Quoted(invoice.ExternalDocumentNumber);
        var path = $"{company}/salesInvoices?$filter=externalDocumentNumber eq {number}";
        await foreach (
            var page in client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            if (
                page.Any(x =>
                    x.Status is BusinessCentralDocument.Open or BusinessCentralDocument.Paid
                )
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What was paid in money; none while a credit memo's part of it cannot be told.</summary>
    /// <remarks>
    /// The API tells no applications. A credit memo names one invoice, and what is not left of it
    /// was taken off there, unless the invoice had less to settle. Only its number can be looked for.
    /// </remarks>
    private async Task<decimal?> PaidAsync(
        string company,
        BusinessCentralDocument invoice,
        CancellationToken cancellationToken
    )
    {
        var paid = invoice.Settled;
        if (paid == 0m)
        {
            return 0m;
        }

        var number = BusinessCentralJson.Quoted(invoice.Number);
        var path = $"{company}/salesCreditMemos?$filter=invoiceNumber eq {number}";
        await foreach (
            var page in client.ListAsync<BusinessCentralDocument>(path, cancellationToken)
        )
        {
            foreach (var credit in page.Where(x => !x.IsDraft))
            {
                if (credit.IsOpen)
                {
                    return null;
                }

                // One that was cancelled takes nothing off any more.
                paid -=
                    credit.Status is BusinessCentralDocument.Canceled
                        ? 0m
                        : credit.TotalAmountIncludingTax;
            }
        }

        return paid < 0m ? null : paid;
    }

    private Payment PaymentOf(
        BusinessCentralDocument invoice,
        Money paid,
        BusinessCentralMoment moment
    ) =>
        new(
            IdentityOf(invoice),
            moment.Version,
            InvoiceReference.Parse(invoice.ExternalDocumentNumber),
            paid,
            moment.Day
        );

    private static DocumentVoided Voided(
        BusinessCentralDocument invoice,
        BusinessCentralMoment moment
    ) => new(InvoiceReference.Parse(invoice.ExternalDocumentNumber), moment.Version, moment.Day);

    private string IdentityOf(BusinessCentralDocument invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"{system}/{invoice.Id:D}");

    private RejectedRecord Rejection(
        Origin origin,
        BusinessCentralDocument invoice,
        string code,
        string text,
        string? field = null
    ) =>
        new(
            origin,
            code,
            field,
            $"Invoice {invoice.Number} {text}",
            $"payment/{IdentityOf(invoice)}"
        );
}
