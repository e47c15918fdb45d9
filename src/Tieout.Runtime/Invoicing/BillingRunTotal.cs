using Tieout.Runtime.Engagements;

namespace Tieout.Runtime.Invoicing;

/// <summary>What a billing run has done so far.</summary>
/// <param name="Engagements">Looked at in this process; zero when the run was known to be done.</param>
/// <param name="Documents">Invoices and credit memos made.</param>
/// <param name="Refused">Engagements that could not be billed at all.</param>
public sealed record BillingRunTotal(int Engagements, int Documents, int Refused)
{
    internal BillingRunTotal With(BillOutcome outcome) =>
        new(
            Engagements + 1,
            Documents + outcome.Drafted,
            Refused + (outcome.Reason is null ? 0 : 1)
        );
}
