using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>How a supply is taxed and where, or what stops the invoice.</summary>
public abstract record TaxDetermination
{
    private TaxDetermination() { }

    /// <summary>A country, or for the United States country and state: <c>US-TX</c>.</summary>
    public abstract string Place { get; init; }

    /// <summary>Taxed, or named as not taxed.</summary>
    /// <param name="Rate">Percent.</param>
    /// <param name="Note">Reason of an exemption or reverse charge.</param>
    public sealed record Determined(
        TaxCategory Category,
        decimal Rate,
        string Place,
        string? Note = null
    ) : TaxDetermination
    {
        public override string Place { get; init; } = Place;
    }

    /// <summary>The invoice waits for its owner.</summary>
    public sealed record Blocked(ReasonCode Reason, string Place) : TaxDetermination
    {
        public override string Place { get; init; } = Place;
    }
}
