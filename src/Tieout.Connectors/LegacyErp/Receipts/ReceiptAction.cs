namespace Tieout.Connectors.LegacyErp.Receipts;

/// <summary>What a detail of an extract says.</summary>
internal enum ReceiptAction
{
    /// <summary>Money arrived on a document.</summary>
    Payment,

    /// <summary>A payment was taken back.</summary>
    Reversal,

    /// <summary>A document was cancelled.</summary>
    Void,
}
