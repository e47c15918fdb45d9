using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>Stripe's documents as the hub counts them: amounts of a credit note are negative.</summary>
internal sealed class StripeTargets(StripeDays days)
{
    public TargetRecord Of(StripeInvoice invoice) =>
        new(
            invoice.Metadata[StripeMarks.Reference],
            invoice.Id,
            invoice.Status switch
            {
                "draft" => TargetState.Draft,
                "open" or "uncollectible" => TargetState.Posted,
                "paid" => TargetState.Paid,
                "void" => TargetState.Voided,
                var other => throw Unreadable(other),
            },
            invoice.Number,
            // A draft has the day that is meant for it already.
            invoice is { Status: not "draft", EffectiveAt: { } day }
                ? days.DayOf(day)
                : null,
            StripeMoney.Of(invoice.TotalExcludingTax, invoice.Currency),
            StripeMoney.Of(Sum(invoice.TotalTaxes), invoice.Currency),
            StripeMoney.Of(invoice.AmountRemaining, invoice.Currency),
            StripeMoney.Of(0, invoice.Currency)
        );

    /// <summary>
    /// What was credited before payment lowers what is open on the invoice; what was credited after
    /// it is owed to the customer, since Stripe is told that it is paid back elsewhere.
    /// </summary>
    public TargetRecord Of(StripeCreditNote note)
    {
        var isIssued = note.Status switch
        {
            "issued" => true,
            "void" => false,
            var other => throw Unreadable(other),
        };
        var open = isIssued ? note.PostPaymentAmount : 0L;
        return new TargetRecord(
            note.Metadata[StripeMarks.Reference],
            note.Id,
            !isIssued ? TargetState.Voided
                : open == 0L ? TargetState.Paid
                : TargetState.Posted,
            note.Number,
            days.DayOf(note.EffectiveAt ?? note.Created),
            -StripeMoney.Of(note.TotalExcludingTax, note.Currency),
            -StripeMoney.Of(Sum(note.TotalTaxes), note.Currency),
            -StripeMoney.Of(open, note.Currency),
            StripeMoney.Of(0, note.Currency)
        );
    }

    private static long Sum(IReadOnlyList<StripeTax>? taxes) => taxes?.Sum(x => x.Amount) ?? 0L;

    private static ConnectorException Unreadable(string state) =>
        new(ConnectorFault.Contract, $"Stripe answered with the unknown state '{state}'.");
}
