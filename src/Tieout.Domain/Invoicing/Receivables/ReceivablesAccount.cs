using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>The open invoices of one payer, and cash that settles none of them. Immutable.</summary>
/// <remarks>
/// Identity: invoiced = settled + open, received = settled + unapplied. Source: domain rules §16.1.
/// </remarks>
public sealed record ReceivablesAccount(IReadOnlyList<Receivable> Invoices, Money Unapplied)
{
    public Money OpenTotal => Money.Sum(Unapplied.Currency, Invoices.Select(i => i.Open));

    public bool Holds(InvoiceReference invoice) => Invoices.Any(i => i.Invoice == invoice);

    /// <summary>Applies a payment or credit to one invoice; the rest stays unapplied.</summary>
    public ReceivablesAccount Settle(Money amount, InvoiceReference invoice) =>
        Settle(amount, [.. Invoices.Where(i => i.Invoice == invoice)]);

    /// <summary>Applies a payment or credit to the oldest due first, then by invoice.</summary>
    public ReceivablesAccount SettleOldest(Money amount) =>
        Settle(
            amount,
            [.. Invoices.OrderBy(i => i.Due).ThenBy(i => i.Invoice.Value, StringComparer.Ordinal)]
        );

    public ReceivablesAccount Dispute(Money amount, InvoiceReference invoice) =>
        Change(invoice, receivable => receivable.Dispute(amount));

    public ReceivablesAccount ResolveDispute(Money amount, InvoiceReference invoice) =>
        Change(invoice, receivable => receivable.ResolveDispute(amount));

    private ReceivablesAccount Settle(Money amount, IReadOnlyList<Receivable> inOrder)
    {
        var account = this;
        foreach (var receivable in inOrder)
        {
            var (next, rest) = receivable.Settle(amount);
            account = account.Change(receivable.Invoice, _ => next);
            amount = rest;
        }

        return account with
        {
            Unapplied = account.Unapplied + amount,
        };
    }

    private ReceivablesAccount Change(InvoiceReference invoice, Func<Receivable, Receivable> change)
    {
        Invariant.Require(Holds(invoice), $"invoice {invoice} is on the account");
        return this with
        {
            Invoices = [.. Invoices.Select(i => i.Invoice == invoice ? change(i) : i)],
        };
    }
}
