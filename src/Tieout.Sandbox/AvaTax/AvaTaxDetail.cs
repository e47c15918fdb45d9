namespace Tieout.Sandbox.AvaTax;

/// <summary>The tax of a line in one jurisdiction.</summary>
/// <param name="Rate">A fraction; zero where nothing is levied.</param>
/// <param name="Rule">Why it is taxed or not, as AvaTax names it.</param>
/// <param name="Exact">Before it is rounded.</param>
internal sealed record AvaTaxDetail(
    AvaTaxJurisdiction Jurisdiction,
    decimal Rate,
    decimal Taxable,
    decimal NonTaxable,
    decimal Exempt,
    string Rule,
    decimal Exact
)
{
    /// <summary>Rounded.</summary>
    public decimal Calculated { get; init; }

    /// <summary>What is charged: as calculated, or what the caller set in its place.</summary>
    public decimal Tax { get; init; }
}
