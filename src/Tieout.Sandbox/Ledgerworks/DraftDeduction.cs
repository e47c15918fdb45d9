using System.Globalization;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A deduction of a draft, checked; whole minor units.</summary>
internal sealed record DraftDeduction(string Account, long Amount, string? Description)
{
    /// <summary>All of a document, or why one is refused.</summary>
    public static Refusal? TryRead(
        StoreTransaction tx,
        InvoiceBody body,
        out IReadOnlyList<DraftDeduction> deductions
    )
    {
        var read = new List<DraftDeduction>();
        deductions = read;
        foreach (var sent in body.Deductions ?? [])
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"deductions[{read.Count}]");
            if (!CompanyBook.HasAccount(tx, body.Company, sent.Account))
            {
                return Refusal.Invalid(
                    "unknown_account",
                    $"No {sent.Account}.",
                    $"{field}.account"
                );
            }

            if (!Minor.TryExact(sent.Amount, body.Currency, out var amount) || amount <= 0)
            {
                return Refusal.Invalid(
                    "amount_precision",
                    $"Above zero, in whole minor units of {body.Currency}.",
                    $"{field}.amount"
                );
            }

            read.Add(new DraftDeduction(sent.Account, amount, sent.Description));
        }

        return null;
    }

    public void Store(StoreTransaction tx, long invoice, int position) =>
        tx.Execute(
            $"""
            INSERT INTO invoice_deductions
            VALUES ({invoice}, {position}, {Account}, {Amount}, {Description})
            """
        );
}
