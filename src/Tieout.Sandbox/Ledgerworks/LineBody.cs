namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A line as it is sent.</summary>
/// <param name="Amount">Net; quantity times unit price, rounded half up, when left out.</param>
/// <param name="Account">Revenue account; the company's first one when left out.</param>
/// <param name="Dimensions">What it is analysed by: a value by name of its dimension.</param>
internal sealed record LineBody(
    string Description,
    decimal Quantity,
    string TaxCode,
    decimal? UnitPrice = null,
    decimal? Amount = null,
    string? Account = null,
    DateOnly? ServiceFrom = null,
    DateOnly? ServiceTo = null,
    IReadOnlyDictionary<string, string>? Dimensions = null
);
