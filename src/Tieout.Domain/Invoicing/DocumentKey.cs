using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>What everything on one invoice has in common. Source: domain rules §8.14.</summary>
public sealed record DocumentKey(
    CustomerCode Payer,
    LegalEntityCode LegalEntity,
    string Currency,
    string? PurchaseOrder
) : IComparable<DocumentKey>
{
    /// <summary>The payer named by the contract, else the first of the hierarchy that bills itself.</summary>
    public static DocumentKey Of(ContractTerms terms, ReferenceBook reference)
    {
        var asked = terms.BillTo ?? terms.Customer;
        var payer = reference.PayerOf(asked)?.Code ?? asked;
        return new DocumentKey(payer, terms.LegalEntity, terms.Currency.Code, terms.PurchaseOrder);
    }

    public int CompareTo(DocumentKey? other) =>
        string.CompareOrdinal(ToString(), other?.ToString());

    public static bool operator <(DocumentKey left, DocumentKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(DocumentKey left, DocumentKey right) =>
        left.CompareTo(right) <= 0;

    public static bool operator >(DocumentKey left, DocumentKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(DocumentKey left, DocumentKey right) =>
        left.CompareTo(right) >= 0;
}
