using Tieout.Domain.Amounts;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Drafts of invoices and credit notes: made, changed, deleted, without effect.</summary>
internal sealed class DraftBook(LedgerStore store)
{
    private const int LinesMax = 1_000;

    public Answer<InvoiceRecord> Add(InvoiceBody body) =>
        store.Write<InvoiceRecord>(tx =>
        {
            if (Complaint(tx, body) is { } complaint)
            {
                return complaint;
            }

            if (!DraftAmounts.TryCompute(tx, body, out var amounts, out var refusal))
            {
                return refusal;
            }

            var customer = CustomerBook.IdOf(tx, body.Company, body.Customer);
            var id = tx.Insert(
                $"""
                INSERT INTO invoices (company, type, customer, reference, currency, invoice_date,
                due_date, purchase_order, refers_to, receivable_account, tax_account, state, net,
                tax, open, version)
                VALUES ({body.Company}, {body.Type}, {customer}, {body.Reference ?? ""},
                {body.Currency}, {body.InvoiceDate}, {body.DueDate}, {body.PurchaseOrder},
                {body.RefersTo}, {body.ReceivableAccount ?? StandardAccounts.Receivable},
                {body.TaxAccount ?? StandardAccounts.TaxPayable}, 'draft', {amounts.Net},
                {amounts.TaxTotal}, {amounts.Payable}, 1)
                """
            );
            amounts.Store(tx, id);
            return InvoiceBook.Get(tx, id)!;
        });

    public Answer<InvoiceRecord> Change(long id, InvoiceBody body, long version) =>
        store.Write<InvoiceRecord>(tx =>
        {
            if (NotADraft(tx, id) is { } refused)
            {
                return refused;
            }

            var known = InvoiceBook.Get(tx, id)!;
            if (known.Version != version)
            {
                return Refusal.StaleVersion(known.Version);
            }

            if (Complaint(tx, body) is { } complaint)
            {
                return complaint;
            }

            if (!DraftAmounts.TryCompute(tx, body, out var amounts, out var refusal))
            {
                return refusal;
            }

            var customer = CustomerBook.IdOf(tx, body.Company, body.Customer);
            RemoveLines(tx, id);
            tx.Execute(
                $"""
                UPDATE invoices SET company = {body.Company}, type = {body.Type},
                customer = {customer}, reference = {body.Reference ?? ""},
                currency = {body.Currency}, invoice_date = {body.InvoiceDate},
                due_date = {body.DueDate}, purchase_order = {body.PurchaseOrder},
                refers_to = {body.RefersTo},
                receivable_account = {body.ReceivableAccount ?? StandardAccounts.Receivable},
                tax_account = {body.TaxAccount ?? StandardAccounts.TaxPayable},
                net = {amounts.Net}, tax = {amounts.TaxTotal}, open = {amounts.Payable},
                version = version + 1 WHERE id = {id}
                """
            );
            amounts.Store(tx, id);
            return InvoiceBook.Get(tx, id)!;
        });

    public Answer<InvoiceRecord> Delete(long id) =>
        store.Write<InvoiceRecord>(tx =>
        {
            if (NotADraft(tx, id) is { } refused)
            {
                return refused;
            }

            var draft = InvoiceBook.Get(tx, id)!;
            RemoveLines(tx, id);
            tx.Execute($"DELETE FROM invoices WHERE id = {id}");
            return draft;
        });

    private static Refusal? NotADraft(StoreTransaction tx, long id) =>
        InvoiceBook.Head(tx, id) switch
        {
            null => Refusal.NotFound("invoice", id),
            { State: "draft" } => null,
            var posted => Refusal.Conflict(
                "not_a_draft",
                $"It was posted with number {posted.Number}."
            ),
        };

    private static void RemoveLines(StoreTransaction tx, long id)
    {
        tx.Execute($"DELETE FROM line_dimensions WHERE invoice = {id}");
        tx.Execute($"DELETE FROM invoice_lines WHERE invoice = {id}");
        tx.Execute($"DELETE FROM invoice_deductions WHERE invoice = {id}");
        tx.Execute($"DELETE FROM invoice_taxes WHERE invoice = {id}");
    }

    private static Refusal? Complaint(StoreTransaction tx, InvoiceBody body)
    {
        if (!CompanyBook.Exists(tx, body.Company))
        {
            return Refusal.Invalid("unknown_company", $"No company {body.Company}.", "company");
        }

        if (CustomerBook.IdOf(tx, body.Company, body.Customer) is null)
        {
            return Refusal.Invalid("unknown_customer", $"No customer {body.Customer}.", "customer");
        }

        if (!CurrencyCode.TryParse(body.Currency, out _))
        {
            return Refusal.Invalid("unknown_currency", "Not an ISO 4217 code.", "currency");
        }

        if (body.Lines.Count is 0 or > LinesMax)
        {
            return Refusal.Invalid("line_count", $"A document has 1 to {LinesMax} lines.", "lines");
        }

        foreach (var account in (string?[])[body.ReceivableAccount, body.TaxAccount])
        {
            if (account is not null && !CompanyBook.HasAccount(tx, body.Company, account))
            {
                return Refusal.Invalid("unknown_account", $"No account {account}.", "account");
            }
        }

        return body.Type switch
        {
            "invoice" when body.Taxes is not null => Refusal.Invalid(
                "not_allowed",
                "The tax of an invoice is computed.",
                "taxes"
            ),
            "invoice" when body.RefersTo is null => null,
            "invoice" => Refusal.Invalid("not_allowed", "An invoice refers to none.", "refersTo"),
            "credit-note" => CreditNoteComplaint(tx, body),
            _ => Refusal.Invalid("unknown_type", "invoice or credit-note.", "type"),
        };
    }

    private static Refusal? CreditNoteComplaint(StoreTransaction tx, InvoiceBody body)
    {
        if (body.RefersTo is not { } credited)
        {
            return null;
        }

        var invoice = InvoiceBook.Head(tx, credited);
        var isPosted = invoice is { Type: "invoice", State: "posted" or "paid" };
        var isAlike =
            string.Equals(invoice?.Company, body.Company, StringComparison.Ordinal)
            && string.Equals(invoice?.Customer, body.Customer, StringComparison.Ordinal)
            && string.Equals(invoice?.Currency, body.Currency, StringComparison.Ordinal);
        return isPosted && isAlike
            ? null
            : Refusal.Invalid(
                "bad_reference",
                "A credit note refers to a posted invoice of its company, customer and currency.",
                "refersTo"
            );
    }
}
