namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>What invoices and credit memos call the same things.</summary>
/// <param name="Documents">The set of the documents.</param>
/// <param name="Lines">The set of their lines.</param>
/// <param name="Noun">As messages say it: "invoice", "credit memo".</param>
/// <param name="DocumentType">As entries and messages say it.</param>
/// <param name="DateField">The property that is the document's date.</param>
/// <param name="PostedSeries">What numbers posted ones.</param>
/// <param name="Sign">1 where the customer owes it, -1 where it is given back.</param>
internal sealed record SalesKind(
    string Documents,
    string Lines,
    string Noun,
    string DocumentType,
    string DateField,
    string PostedSeries,
    long FirstPosted,
    decimal Sign
)
{
    public static SalesKind Invoice { get; } =
        new(
            "salesInvoices",
            "salesInvoiceLines",
            "invoice",
            "Invoice",
            "invoiceDate",
            "PS-INV",
            103001,
            1m
        );

    public static SalesKind CreditMemo { get; } =
        new(
            "salesCreditMemos",
            "salesCreditMemoLines",
            "credit memo",
            "Credit Memo",
            "creditMemoDate",
            "PS-CR",
            104001,
            -1m
        );

    public static IReadOnlyList<SalesKind> All { get; } = [Invoice, CreditMemo];

    public bool IsInvoice => Sign > 0m;

    /// <summary>As dimensions name their owner.</summary>
    public string ParentType => IsInvoice ? "Sales Invoice" : "Sales Credit Memo";

    public static bool IsDraft(NavRecord document) =>
        document.IsSame("status", "Draft") || document.IsSame("status", "In Review");
}
