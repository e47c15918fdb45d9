using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>What a customer still owes on one invoice.</summary>
/// <param name="Open">Gross less payments and credits.</param>
/// <param name="Disputed">Part of the open amount that is contested; not dunned.</param>
/// <remarks>Source: domain rules §16; the status derives from the amounts.</remarks>
public sealed record Receivable(
    InvoiceReference Invoice,
    LocalDate Due,
    Money Gross,
    Money Open,
    Money Disputed
)
{
    public Receivable(InvoiceReference invoice, LocalDate due, Money gross)
        : this(invoice, due, gross, gross, Money.Zero(gross.Currency)) { }

    public Money Collectible => Open - Disputed;

    public ReceivableStatus Status =>
        (Open.IsZero, Disputed.IsZero) switch
        {
            (true, _) => ReceivableStatus.Paid,
            (_, false) => ReceivableStatus.Disputed,
            _ => Open < Gross ? ReceivableStatus.PartiallyPaid : ReceivableStatus.Open,
        };

    /// <summary>Takes as much as is open; the dispute never exceeds what is left.</summary>
    public (Receivable Next, Money Excess) Settle(Money amount)
    {
        var taken = Money.Min(amount, Open);
        var open = Open - taken;
        return (this with { Open = open, Disputed = Money.Min(Disputed, open) }, amount - taken);
    }

    public Receivable Dispute(Money amount) =>
        this with
        {
            Disputed = Money.Min(Disputed + amount, Open),
        };

    public Receivable ResolveDispute(Money amount) =>
        this with
        {
            Disputed = Disputed - Money.Min(amount, Disputed),
        };
}
