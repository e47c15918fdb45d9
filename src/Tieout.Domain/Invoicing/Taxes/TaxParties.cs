using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>Whether the parties of a contract may have a tax: id, registration, certificate.</summary>
/// <remarks>Work is asked about its service date, a document about its own. Source: domain rules §9, §10.</remarks>
internal static class TaxParties
{
    /// <summary>Who accounts for the tax by itself has an id in the form of its country.</summary>
    public static bool IdIsInOrder(TaxRule? tax, Customer? payer) =>
        payer is null
        || tax is not { NeedsCustomerTaxId: true }
        || TaxIdForm.IsMetBy(payer.Country, payer.TaxId);

    /// <summary>Who owes the tax is registered where it does; not checked where nothing is said of it.</summary>
    public static bool IsRegistered(TaxRule? tax, LegalEntity? supplier) =>
        tax is not { NeedsSupplierRegistration: true, Place: { } place }
        || supplier is not { TaxRegistrations: { } registrations }
        || new TaxSupplier(supplier.Country, registrations).IsRegisteredIn(place);

    /// <summary>A certificate of exemption has not ended.</summary>
    public static bool IsExempt(TaxRule? tax, Customer? payer, LocalDate day) =>
        tax is not { Category: TaxCategory.E }
        || payer?.ExemptionValidTo is not { } lastDay
        || day <= lastDay;

    /// <summary>The first of these that stands in the way of a document; none when nothing does.</summary>
    public static ReasonCode? Obstacle(
        TaxRule tax,
        ContractTerms terms,
        ReferenceBook reference,
        LocalDate day
    )
    {
        var payer = reference.PayerOf(terms.BillTo ?? terms.Customer);
        var supplier = reference.LegalEntities.GetValueOrDefault(terms.LegalEntity);
        return !IdIsInOrder(tax, payer) ? ReasonCode.TaxIdInvalid
            : !IsRegistered(tax, supplier) ? ReasonCode.TaxRegistrationMissing
            : !IsExempt(tax, payer, day) ? ReasonCode.ExemptionExpired
            : null;
    }
}
