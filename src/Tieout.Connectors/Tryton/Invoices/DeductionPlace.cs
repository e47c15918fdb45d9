namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>Where in the ledger the entry of a deduction goes.</summary>
internal sealed record DeductionPlace(
    TrytonCompany Company,
    int Journal,
    int Period,
    LocalDate Day
);
