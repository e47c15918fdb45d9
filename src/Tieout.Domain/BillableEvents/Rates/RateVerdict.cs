namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>What became of a rate line when a rate was looked for.</summary>
public enum RateVerdict
{
    /// <summary>It prices the work.</summary>
    Chosen,

    /// <summary>Same rank and same price as the chosen one.</summary>
    SamePrice,

    /// <summary>Same rank, another price: the rate is ambiguous.</summary>
    Contradicts,

    /// <summary>A later-known row of the same card replaces it.</summary>
    Superseded,

    /// <summary>A line with a later start won.</summary>
    EarlierStart,

    /// <summary>A line that says more about the work won.</summary>
    LessSpecific,

    /// <summary>A card at a better level won.</summary>
    LowerLevel,

    /// <summary>Near miss: not yet known at the as-of date.</summary>
    NotYetKnown,

    /// <summary>Near miss: the service date is outside the line's or the card's dates.</summary>
    OutsideDates,

    /// <summary>Near miss: the card is in another currency; rates are never converted.</summary>
    OtherCurrency,

    /// <summary>Near miss: one dimension of the work differs.</summary>
    OtherWork,
}
