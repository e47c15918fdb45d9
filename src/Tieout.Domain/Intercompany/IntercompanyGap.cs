using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Intercompany;

/// <summary>Time that is not booked between companies, and one reason why; there may be several.</summary>
/// <param name="Lender">None while nobody said who employs the person.</param>
/// <param name="Borrower">None while the contract is not known.</param>
/// <param name="Reason">A reason of the catalogue, or one of the constants here.</param>
public sealed record IntercompanyGap(
    WorkId Work,
    LegalEntityCode? Lender,
    LegalEntityCode? Borrower,
    string Reason,
    ReasonOwner Owner,
    Effort Effort
)
{
    /// <summary>The two companies have agreed no price for the role on that day.</summary>
    public const string TransferPriceMissing = "TRANSFER_PRICE_MISSING";

    /// <summary>The lender has told no cost of the person, the role or everybody on that day.</summary>
    public const string CostRateMissing = "COST_RATE_MISSING";

    /// <summary>Of several companies, nobody said which one employs the person.</summary>
    public const string EmployerUnknown = "EMPLOYER_UNKNOWN";
}
