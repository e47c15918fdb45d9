namespace Tieout.Domain.Invoicing;

/// <summary>How a change of price reaches the customer.</summary>
public enum RepriceMode
{
    /// <summary>One document over the difference. The default.</summary>
    Delta,

    /// <summary>A credit of the old amounts, then an invoice of the new ones.</summary>
    CreditRebill,
}
