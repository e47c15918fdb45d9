using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Stripe;

/// <summary>Says what a document has been paid, and whether it is void, from how it stands now.</summary>
internal sealed class StripeReceipts(
    StripeOptions options,
    StripeClient client,
    StripeLookup lookup
)
{
    private readonly StripeDays _days = new(options.Zone);

    public async Task AddAsync(
        StripeInvoice invoice,
        StripeFacts facts,
        CancellationToken cancellationToken
    )
    {
        if (!StripeLookup.IsOurs(invoice.Metadata, options.ReferencePrefix))
        {
            return;
        }

        var origin = new Origin(options.System, invoice.Id);
        if (ReferenceOf(invoice.Metadata) is not { } reference)
        {
            facts.Rejected.Add(Unreadable(origin));
            return;
        }

        if (invoice.Status is not ("draft" or "open" or "paid" or "uncollectible" or "void"))
        {
            facts.Rejected.Add(Unknown(origin, invoice.Status));
            return;
        }

        if (invoice.Status is "void")
        {
            await AddVoidAsync(invoice, reference, facts, cancellationToken);
        }

        if (invoice.AmountPaid != 0L)
        {
            await AddPaymentsAsync(invoice, reference, facts, cancellationToken);
        }
    }

    public async Task AddAsync(
        StripeCreditNote note,
        StripeFacts facts,
        CancellationToken cancellationToken
    )
    {
        var isOurs = StripeLookup.IsOurs(note.Metadata, options.ReferencePrefix);
        if (!isOurs || note.Status is "issued")
        {
            return;
        }

        var origin = new Origin(options.System, note.Id);
        if (note.Status is not "void")
        {
            facts.Rejected.Add(Unknown(origin, note.Status));
            return;
        }

        var voided = Told(note.VoidedAt, "voided_at", note.Id);
        if (ReferenceOf(note.Metadata) is not { } reference)
        {
            facts.Rejected.Add(Unreadable(origin));
            return;
        }

        var place = $"invoice={note.Invoice}";
        var all = await lookup.CreditNotesAsync(reference.Value, place, cancellationToken);
        if (!all.Exists(x => x.Status is not "void"))
        {
            facts.Add(
                new DocumentVoided(reference, voided, _days.DayOf(voided), Reason: null),
                origin
            );
        }
    }

    private static InvoiceReference? ReferenceOf(IReadOnlyDictionary<string, string> metadata)
    {
        var text = metadata[StripeMarks.Reference];
        return Identifier.IsValid(text) ? InvoiceReference.Parse(text) : null;
    }

    private static RejectedRecord Unreadable(Origin origin) =>
        new(
            origin,
            "stripe.unreadable-reference",
            StripeMarks.Reference,
            "The document's metadata holds no reference of the hub."
        );

    private static RejectedRecord Unknown(Origin origin, string status) =>
        new(
            origin,
            "stripe.unknown-status",
            "status",
            $"The document is '{status}', which this version does not know."
        );

    /// <summary>What is there once a document has come so far.</summary>
    private static long Told(long? value, string field, string id) =>
        value
        ?? throw new ConnectorException(
            ConnectorFault.Contract,
            $"Stripe told {id} without {field}."
        );

    /// <summary>A void is told once no other document stands with the reference.</summary>
    private async Task AddVoidAsync(
        StripeInvoice invoice,
        InvoiceReference reference,
        StripeFacts facts,
        CancellationToken cancellationToken
    )
    {
        var all = await lookup.InvoicesAsync(
            reference.Value,
            [invoice.Customer],
            cancellationToken
        );
        if (!all.Exists(x => x.Status is "open" or "paid" or "uncollectible"))
        {
            var voided = Told(invoice.StatusTransitions.VoidedAt, "voided_at", invoice.Id);
            facts.Add(
                new DocumentVoided(reference, voided, _days.DayOf(voided), Reason: null),
                new Origin(options.System, invoice.Id)
            );
        }
    }

    /// <summary>
    /// Every payment that Stripe has an object for, and what is said to be paid beyond them as one
    /// more.
    /// </summary>
    private async Task AddPaymentsAsync(
        StripeInvoice invoice,
        InvoiceReference reference,
        StripeFacts facts,
        CancellationToken cancellationToken
    )
    {
        var rest = invoice.AmountPaid;
        var path = $"invoice_payments?invoice={invoice.Id}&status=paid";
        await foreach (
            var page in client.PagesAsync<StripeInvoicePayment>(
                path,
                x => x.Id,
                null,
                cancellationToken
            )
        )
        {
            foreach (var payment in page)
            {
                var amount = Told(payment.AmountPaid, "amount_paid", payment.Id);
                var paid = Told(payment.StatusTransitions.PaidAt, "paid_at", payment.Id);
                rest -= amount;
                Add(facts, reference, payment.Id, amount, invoice.Currency, paid);
            }
        }

        if (rest != 0L && invoice.StatusTransitions.PaidAt is { } at)
        {
            Add(facts, reference, $"{invoice.Id}-out-of-band", rest, invoice.Currency, at);
        }
    }

    private void Add(
        StripeFacts facts,
        InvoiceReference reference,
        string id,
        long amount,
        string currency,
        long paidAt
    ) =>
        facts.Add(
            new Payment(
                string.Create(CultureInfo.InvariantCulture, $"{options.System}/{id}"),
                paidAt,
                reference,
                StripeMoney.Of(amount, currency),
                _days.DayOf(paidAt)
            ),
            new Origin(options.System, id)
        );
}
