using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>Decides place, category and rate of a service, by rates and lists it is given.</summary>
/// <param name="Rates">What is taxed where. A missing rate blocks.</param>
/// <param name="ChargeSupplierVatOnInvalidId">Policy; else an invalid VAT id blocks.</param>
/// <remarks>
/// The first test that holds decides. Source: domain rules §10.2 and §10.3 (outline of the VAT
/// Directive, arts 44 to 47 and 196, and of US state sales tax); rates and lists are settings, not law
/// known to the code.
/// </remarks>
public sealed record PlaceOfSupply(ITaxRates Rates, bool ChargeSupplierVatOnInvalidId = false)
{
    public const string ReverseCharge = "Reverse charge";
    public const string NoNexus = "NO_NEXUS";
    public const string NotTaxable = "NOT_TAXABLE";

    /// <summary>The country whose places are its states.</summary>
    public const string UnitedStates = "US";

    private static readonly string[] EuropeanUnion =
    [
        .. "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(
            ' '
        ),
    ];

    /// <summary>Place, category and rate of one supply, or the reason that blocks it.</summary>
    public TaxDetermination Determine(
        TaxSupplier supplier,
        TaxCustomer customer,
        TaxedSupply supply
    )
    {
        var isLand = string.Equals(supply.Service, TaxedSupply.Land, StringComparison.Ordinal);
        if (isLand && supply.LandCountry is { } land)
        {
            return Standard(supplier, land);
        }

        if (Is(supplier.Country, UnitedStates))
        {
            return SalesTax(supplier, customer, supply);
        }

        var withinUnion = IsInUnion(supplier.Country) && IsInUnion(customer.Country);
        return (withinUnion, customer.IsBusiness) switch
        {
            _ when Is(supplier.Country, customer.Country) => Standard(supplier, supplier.Country),
            (true, false) => Standard(supplier, supplier.Country),
            (true, true) => WithinUnion(supplier, customer),
            _ => OutsideScope(customer.Country),
        };
    }

    private static bool IsInUnion(string country) =>
        EuropeanUnion.Contains(country, StringComparer.Ordinal);

    private static bool Is(string country, string other) =>
        string.Equals(country, other, StringComparison.Ordinal);

    private static TaxDetermination.Determined OutsideScope(string place) =>
        new(TaxCategory.O, 0m, place);

    private TaxDetermination WithinUnion(TaxSupplier supplier, TaxCustomer customer) =>
        customer.VatIdIsValid
            ? new TaxDetermination.Determined(TaxCategory.AE, 0m, customer.Country, ReverseCharge)
        : ChargeSupplierVatOnInvalidId ? Standard(supplier, supplier.Country)
        : new TaxDetermination.Blocked(ReasonCode.TaxIdInvalid, customer.Country);

    private TaxDetermination SalesTax(
        TaxSupplier supplier,
        TaxCustomer customer,
        TaxedSupply supply
    )
    {
        if (!Is(customer.Country, UnitedStates))
        {
            return OutsideScope(customer.Country);
        }

        if (customer.State is not { } state)
        {
            return new TaxDetermination.Blocked(ReasonCode.TaxCodeMissing, UnitedStates);
        }

        var place = $"{UnitedStates}-{state}";
        if (!supplier.HasNexusIn(state))
        {
            return new TaxDetermination.Determined(TaxCategory.NT, 0m, place, NoNexus);
        }

        if (!Rates.IsTaxedIn(state, supply.Service))
        {
            return new TaxDetermination.Determined(TaxCategory.NT, 0m, place, NotTaxable);
        }

        return customer.ExemptUntil switch
        {
            { } until when until < supply.Date => new TaxDetermination.Blocked(
                ReasonCode.ExemptionExpired,
                place
            ),
            { } => new TaxDetermination.Determined(TaxCategory.E, 0m, place),
            null => AtRateOf(place),
        };
    }

    private TaxDetermination Standard(TaxSupplier supplier, string place) =>
        supplier.IsRegisteredIn(place)
            ? AtRateOf(place)
            : new TaxDetermination.Blocked(ReasonCode.TaxRegistrationMissing, place);

    private TaxDetermination AtRateOf(string place) =>
        Rates.RateAt(place) is { } rate
            ? new TaxDetermination.Determined(TaxCategory.S, rate, place)
            : new TaxDetermination.Blocked(ReasonCode.TaxCodeMissing, place);
}
