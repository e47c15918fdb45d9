using System.Text.Json.Nodes;

namespace Tieout.Sandbox.AvaTax;

/// <summary>A line of a transaction with its taxes.</summary>
/// <param name="Sent">As the caller sent it.</param>
/// <param name="Amount">Without tax, before the discount.</param>
/// <param name="TaxDate">By which rates it is taxed.</param>
/// <param name="Override">How the caller set its tax: None, TaxAmount or TaxDate.</param>
internal sealed record AvaTaxLine(
    JsonObject Sent,
    string Number,
    AvaTaxPlace From,
    AvaTaxPlace To,
    decimal Amount,
    decimal Discount,
    string TaxCode,
    DateOnly TaxDate,
    string Override,
    IReadOnlyList<AvaTaxDetail> Details
)
{
    /// <summary>What the tax is of.</summary>
    public decimal Net => Amount - Discount;

    /// <summary>What is taxed in any of its jurisdictions.</summary>
    public decimal Taxable =>
        Details.Count == 0 ? 0m : Details.MaxBy(x => Math.Abs(x.Taxable))!.Taxable;

    /// <summary>What is taxed nowhere, for whatever reason: recorded answers count both here.</summary>
    public decimal Exempt => Net - Taxable;

    public decimal Calculated => Details.Sum(x => x.Calculated);

    public decimal Tax => Details.Sum(x => x.Tax);

    public bool IsTaxable => !Details.Any(x => x.Rule is "ProductTaxabilityRule");
}
