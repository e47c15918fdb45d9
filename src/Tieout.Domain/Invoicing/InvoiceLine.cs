using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Capping;

namespace Tieout.Domain.Invoicing;

/// <summary>One line of an invoice.</summary>
/// <param name="Number">1 for the first; the target's line order.</param>
/// <param name="Line">The contract line that it comes from.</param>
/// <param name="Quantity">Hours of time, 1 for an instalment or a milestone.</param>
/// <param name="Price">Per unit, unrounded; none where the amount is not a product.</param>
/// <param name="Amount">Net, rounded to the minor unit. EN 16931 BT-131.</param>
/// <param name="TaxCode">The contract's or line's tax code.</param>
/// <param name="TaxCategory">What the code means on the invoice date. EN 16931 BT-151.</param>
/// <param name="TaxRate">Percent on the invoice date. BT-152.</param>
/// <param name="ServicePeriod">First and last service date, both included. BT-134, BT-135.</param>
/// <param name="Shares">What was consumed; empty for lines without work behind them.</param>
/// <param name="Retainer">What a retainer's period did with its hours; on its first line.</param>
/// <param name="Dimensions">What it is analysed by in the ledger, by name.</param>
/// <param name="Months">What it bills of each month, where its shares were let go of.</param>
/// <param name="Allowance">What was let off of its work before, on a document that returns it or lets less off.</param>
public sealed record InvoiceLine(
    int Number,
    ContractLineId Line,
    InvoiceLineKind Kind,
    string Description,
    decimal Quantity,
    decimal? Price,
    Money Amount,
    TaxCode TaxCode,
    TaxCategory TaxCategory,
    decimal TaxRate,
    DateInterval ServicePeriod,
    IReadOnlyList<WorkShare> Shares,
    RetainerPeriod? Retainer = null,
    ValueList<DimensionSetting>? Dimensions = null,
    ValueList<BilledMonth>? Months = null,
    Money? Allowance = null
)
{
    /// <summary>What it takes, or gives back, of what the contract limits: an allowance does neither.</summary>
    internal Money Counted => Allowance is { } before ? Amount + before : Amount;

    /// <summary>What it settles: of a retainer the whole month, though it ran in a part of it.</summary>
    public DateInterval Settled => Retainer?.Window ?? ServicePeriod;
}
