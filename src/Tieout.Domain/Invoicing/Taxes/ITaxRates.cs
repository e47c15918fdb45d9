namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>What is taxed where, and at which rate: settings of the firm, not law known to the code.</summary>
public interface ITaxRates
{
    /// <summary>Percent of a place, <c>DE</c> or <c>US-TX</c>; none where nobody has said it.</summary>
    decimal? RateAt(string place);

    /// <summary>Whether a class of service is taxed in a state of the United States.</summary>
    bool IsTaxedIn(string state, string service);
}
