namespace Tieout.Sandbox.AvaTax;

/// <summary>Kinds of transactions, as AvaTax names them.</summary>
internal static class AvaTaxTypes
{
    public const string Sale = "SalesInvoice";
    public const string Return = "ReturnInvoice";
    public const string Estimate = "SalesOrder";

    public static readonly string[] All =
    [
        Estimate,
        Sale,
        "PurchaseOrder",
        "PurchaseInvoice",
        "ReturnOrder",
        Return,
        "InventoryTransferOrder",
        "InventoryTransferInvoice",
        "ReverseChargeOrder",
        "ReverseChargeInvoice",
    ];

    public static readonly string[] AdjustmentReasons =
    [
        "NotAdjusted",
        "SourcingIssue",
        "ReconciledWithGeneralLedger",
        "ExemptCertApplied",
        "PriceAdjusted",
        "ProductReturned",
        "ProductExchanged",
        "BadDebt",
        "Other",
        "Offline",
        "Offset",
    ];

    /// <summary>Computed and not recorded.</summary>
    public static bool IsEstimate(string type) => type.EndsWith("Order", StringComparison.Ordinal);
}
