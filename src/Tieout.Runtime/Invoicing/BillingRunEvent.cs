namespace Tieout.Runtime.Invoicing;

/// <summary>The billing runs of the firm.</summary>
public abstract record BillingRunEvent
{
    private BillingRunEvent() { }

    /// <summary>A run over all engagements has begun; begun again after a crash, it goes on.</summary>
    public sealed record RunStarted(LocalDate Through, LocalDate InvoiceDate) : BillingRunEvent;

    /// <summary>Every engagement has been billed through the date.</summary>
    public sealed record RunCompleted(LocalDate Through, int Documents, int Refused)
        : BillingRunEvent;
}
