using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Which rules a set has.</summary>
internal static class RuleBook
{
    private static readonly Rules Plain = new();

    private static readonly Dictionary<string, Rules> BySet = new(StringComparer.Ordinal)
    {
        ["customers"] = new CustomerRules(),
        ["items"] = new ItemRules(),
        ["timeRegistrationEntries"] = new TimeEntryRules(),
        ["dimensionSetLines"] = new DimensionSetRules(),
        ["defaultDimensions"] = new DefaultDimensionRules(),
        ["salesInvoices"] = new SalesDocumentRules(SalesKind.Invoice),
        ["salesInvoiceLines"] = new SalesLineRules(SalesKind.Invoice),
        ["salesCreditMemos"] = new SalesDocumentRules(SalesKind.CreditMemo),
        ["salesCreditMemoLines"] = new SalesLineRules(SalesKind.CreditMemo),
        ["journals"] = new JournalRules("GENERAL"),
        ["journalLines"] = new JournalLineRules(),
        ["customerPaymentJournals"] = new JournalRules("CASHRCPT"),
        ["customerPayments"] = new PaymentRules(),
    };

    public static Rules Of(Resource resource) => BySet.GetValueOrDefault(resource.Set, Plain);

    /// <summary>Computes the totals of every document that the request touched.</summary>
    public static void Settle(CompanyBook book)
    {
        foreach (var id in book.TakeUnsettled())
        {
            foreach (var kind in SalesKind.All)
            {
                if (book.Find(kind.Documents, id) is { } document)
                {
                    SalesTotals.Settle(book, kind, document);
                }
            }
        }
    }
}
