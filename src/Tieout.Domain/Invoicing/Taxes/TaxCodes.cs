using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>Which tax code a line bears: the one that is agreed, else the one that the law asks for.</summary>
/// <remarks>
/// Where neither contract line nor contract names a code, category and place are determined from the
/// legal entity and the payer (<see cref="PlaceOfSupply"/>), and the code is that of the tax rule which
/// is in force for them. A rule for the class of service comes before one for all, and a rule for the
/// place before one without; two of equal rank are never guessed between, so the line has no code.
/// Source: domain rules §10.1 to §10.3.
/// </remarks>
public static class TaxCodes
{
    private const string General = "general";

    /// <summary>None when nothing is agreed and nothing can be determined. O(tax rules).</summary>
    public static TaxCode? Of(
        ContractTerms terms,
        ContractLine? line,
        ReferenceBook reference,
        LocalDate taxPoint
    ) =>
        Agreed(terms, line)
        ?? (
            Determine(terms, reference, taxPoint) is { } found
                ? Fitting(terms, found, reference, taxPoint)?.Code
                : null
        );

    /// <summary>What the line or its contract names.</summary>
    public static TaxCode? Agreed(ContractTerms terms, ContractLine? line) =>
        line?.TaxCode ?? terms.TaxCode;

    /// <summary>How the services of a contract are taxed by law; none while a party is not known.</summary>
    public static TaxDetermination? Determine(
        ContractTerms terms,
        ReferenceBook reference,
        LocalDate taxPoint
    )
    {
        var entity = reference.LegalEntities.GetValueOrDefault(terms.LegalEntity);
        var payer = reference.PayerOf(terms.BillTo ?? terms.Customer);
        var service = ServiceOf(terms);
        if (entity is null || payer is null || IsElsewhere(entity, payer, service))
        {
            return null;
        }

        return new PlaceOfSupply(new TaxRuleRates(reference, service, taxPoint)).Determine(
            SupplierOf(entity, payer),
            CustomerOf(payer),
            new TaxedSupply(service, taxPoint)
        );
    }

    internal static bool IsFor(TaxRule rule, string service) =>
        rule.Services is null || rule.Services.Contains(service, StringComparer.Ordinal);

    private static string ServiceOf(ContractTerms terms) => terms.TaxService ?? General;

    /// <summary>What takes more than the parties to say: land, a state that is not told, provinces.</summary>
    private static bool IsElsewhere(LegalEntity entity, Customer payer, string service) =>
        string.Equals(service, TaxedSupply.Land, StringComparison.Ordinal)
        || (IsAmerican(payer.Country) && !IsState(payer.Region))
        || (
            payer.Country is "CA" or "IN"
            && string.Equals(entity.Country, payer.Country, StringComparison.Ordinal)
        );

    private static bool IsAmerican(string country) =>
        string.Equals(country, PlaceOfSupply.UnitedStates, StringComparison.Ordinal);

    private static bool IsState(string? region) =>
        region is { Length: 2 } && region.All(char.IsAsciiLetterUpper);

    /// <summary>With nexus in the payer's state it collects sales tax as one of the country does.</summary>
    private static TaxSupplier SupplierOf(LegalEntity entity, Customer payer)
    {
        List<string> states =
        [
            .. (entity.TaxRegistrations ?? [])
                .Where(place =>
                    place.StartsWith($"{PlaceOfSupply.UnitedStates}-", StringComparison.Ordinal)
                )
                .Select(place => place[(PlaceOfSupply.UnitedStates.Length + 1)..]),
        ];
        var supplier = new TaxSupplier(entity.Country, entity.TaxRegistrations, states);
        return IsAmerican(payer.Country) && supplier.HasNexusIn(payer.Region)
            ? supplier with
            {
                Country = PlaceOfSupply.UnitedStates,
            }
            : supplier;
    }

    private static TaxCustomer CustomerOf(Customer payer) =>
        new(
            payer.Country,
            payer.Region,
            // Nobody says who is a consumer: a business without an id is not billed its supplier's tax.
            IsBusiness: true,
            VatIdIsValid: TaxIdForm.IsMetBy(payer.Country, payer.TaxId),
            payer.ExemptionNumber is null
                ? payer.ExemptionValidTo
                : payer.ExemptionValidTo ?? LocalDate.MaxIsoValue
        );

    /// <summary>What stops the supply is found again by readiness, with the rule that it would have.</summary>
    private static TaxRule? Fitting(
        ContractTerms terms,
        TaxDetermination found,
        ReferenceBook reference,
        LocalDate taxPoint
    )
    {
        var category = found switch
        {
            TaxDetermination.Determined x => x.Category,
            TaxDetermination.Blocked { Reason: var reason }
                when reason == ReasonCode.TaxIdInvalid => TaxCategory.AE,
            TaxDetermination.Blocked { Reason: var reason }
                when reason == ReasonCode.ExemptionExpired => TaxCategory.E,
            _ => TaxCategory.S,
        };
        var best = reference
            .TaxRulesOn(taxPoint)
            .Where(rule =>
                rule.Category == category
                && (rule.Place is null || rule.Place.Equals(found.Place, StringComparison.Ordinal))
                && !(rule.Place is null && rule.NeedsSupplierRegistration)
                && IsFor(rule, ServiceOf(terms))
            )
            .GroupBy(rule => (rule.Services is null, rule.Place is null))
            .MinBy(group => group.Key);
        return best?.DistinctBy(rule => rule.Code).Count() == 1 ? best.First() : null;
    }
}
