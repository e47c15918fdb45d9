namespace Tieout.Connectors.BusinessCentral;

/// <summary>The days that may be posted to; a day of the year 1 stands for none.</summary>
internal sealed record BusinessCentralSetup(
    DateOnly AllowPostingFrom,
    DateOnly AllowPostingTo,
    string? LocalCurrencyCode = null
)
{
    /// <summary>Whether the ledger takes a day; a person's own range may be narrower.</summary>
    public bool Allows(DateOnly day) =>
        day >= AllowPostingFrom && (AllowPostingTo == DateOnly.MinValue || day <= AllowPostingTo);
}
