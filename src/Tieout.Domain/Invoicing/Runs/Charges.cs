using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Lines whose amount the run works out for the document.</summary>
internal static class Charges
{
    public static DraftLine Line(
        RunPage page,
        ContractLine line,
        InvoiceLineKind kind,
        string description,
        Money amount
    ) =>
        new(
            line.Id,
            kind,
            description,
            // What is below zero is a negative quantity at a price above it.
            Quantity: amount.Amount < 0m ? -1m : 1m,
            Price: Math.Abs(amount.Amount),
            amount,
            page.TaxCodeOf(page.Terms, line),
            page.Window,
            Shares: [],
            IsCharge: true,
            Dimensions: Dimensions.Of(page.Terms, project: null)
        );
}
