namespace Tieout.Domain.Invoicing.Funding;

/// <summary>A source's part in paying, at one priority.</summary>
/// <param name="Priority">Lower pays first.</param>
/// <param name="Percent">Of what is left at this priority.</param>
public sealed record FundingRule(int Priority, string Source, decimal Percent);
