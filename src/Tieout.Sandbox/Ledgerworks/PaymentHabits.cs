using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Customers that pay as they do: most in full, some in two parts, some not at all.</summary>
/// <remarks>
/// What an invoice's customer does follows from the seed and the invoice's reference (its number
/// where it has none) and not from the order of posting: of 20
/// invoices about 14 are paid in full up to 9 days after they are due, 4 in two parts three weeks
/// apart, 2 never. Asking twice pays nothing twice.
/// </remarks>
internal sealed class PaymentHabits(LedgerStore store, int seed)
{
    private const string Text = "paid by the rehearsal";

    /// <summary>Pays what customers would have paid by the end of a day.</summary>
    /// <returns>How many payments were made; those into closed periods wait.</returns>
    public int PayUpTo(DateOnly day)
    {
        var paid = 0;
        _ = store.Write<string>(tx =>
        {
            var open = tx.Rows(
                $"""
                SELECT id FROM invoices WHERE type = 'invoice' AND state = 'posted'
                AND due_date <= {day} ORDER BY due_date, id
                """,
                r => r.GetInt64(0)
            );
            foreach (var id in open)
            {
                paid += Pay(tx, InvoiceBook.Head(tx, id)!, day);
            }

            return string.Empty;
        });
        return paid;
    }

    private int Pay(StoreTransaction tx, InvoiceRecord invoice, DateOnly day)
    {
        var made = 0;
        var steps = Steps(invoice);
        var done = tx.Number(
            $"SELECT COUNT(*) FROM payments WHERE invoice = {invoice.Id} AND text = {Text}"
        );
        for (var i = (int)(done ?? 0); i < steps.Count && steps[i].Date <= day; i++)
        {
            var open = InvoiceBook.Head(tx, invoice.Id)!.Open;
            var amount = i == steps.Count - 1 ? open : Math.Min(open, steps[i].Amount);
            var payment = new PaymentBody(invoice.Id, amount, steps[i].Date, Text);
            if (amount <= 0m || Cashier.Pay(tx, payment) is not Answer<PaymentRecord>.Given)
            {
                break;
            }

            made++;
        }

        return made;
    }

    private IReadOnlyList<(DateOnly Date, decimal Amount)> Steps(InvoiceRecord invoice)
    {
        var chance = Chance(invoice.Reference is { Length: > 0 } text ? text : invoice.Number!);
        var first = invoice.DueDate.AddDays((int)(chance / 20 % 10));
        var share = (30 + (chance / 200 % 41)) / 100m;
        return (chance % 20) switch
        {
            < 14 => [(first, invoice.Gross)],
            < 18 =>
            [
                (first, Minor.Rounded(invoice.Gross * share, invoice.Currency)),
                (first.AddDays(21), invoice.Gross),
            ],
            _ => [],
        };
    }

    private uint Chance(string name)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}/{name}");
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
