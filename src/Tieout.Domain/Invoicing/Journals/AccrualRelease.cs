namespace Tieout.Domain.Invoicing.Journals;

/// <summary>How an invoice releases revenue that was accrued when its time was approved.</summary>
public enum AccrualRelease
{
    /// <summary>The invoice credits the unbilled receivable; revenue stays where it is.</summary>
    Clear,

    /// <summary>Two steps: the accrual is taken back and the invoice's revenue is posted.</summary>
    Reverse,
}
