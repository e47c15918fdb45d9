using Tieout.Connect;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.NetSuite;

/// <summary>Invoices and credit memos are two types of records.</summary>
/// <param name="Type">The type's name in addresses.</param>
/// <param name="Code">The type's name in queries.</param>
internal sealed record NetSuiteDocumentKind(string Type, string Code, bool IsCredit)
{
    public static NetSuiteDocumentKind Invoice { get; } = new("invoice", "CustInvc", false);

    public static NetSuiteDocumentKind CreditMemo { get; } = new("creditMemo", "CustCred", true);

    public static NetSuiteDocumentKind Of(Delivery.Document document) =>
        document.Invoice.Type is InvoiceType.CreditNote ? CreditMemo : Invoice;

    /// <summary>Credit memos are positive there.</summary>
    public decimal Sign => IsCredit ? -1m : 1m;

    /// <summary>
    /// What a status means; one that queries tell with its type as well. Whether records tell letters or words is not
    /// documented.
    /// </summary>
    /// <exception cref="ConnectorException">The service does not name it.</exception>
    public TargetState StateOf(string status) =>
        (status.Split(':')[^1], IsCredit) switch
        {
            ("A" or "Open", _) => TargetState.Posted,
            ("B" or "Paid In Full" or "Fully Applied", _) => TargetState.Paid,
            ("D" or "Pending Approval", false) => TargetState.Draft,
            // Somebody rejected it: it is not approved again behind their back.
            ("E" or "Rejected", false) or ("V" or "Voided", _) => TargetState.Voided,
            var (other, _) => throw new ConnectorException(
                ConnectorFault.Contract,
                $"NetSuite told the unknown status '{other}' of {Type}."
            ),
        };
}
