namespace Tieout.Connectors.LegacyErp.Receipts;

/// <summary>Why a whole extract is refused.</summary>
/// <param name="Code">Stable and dotted.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Next">What the ERP's people do about it.</param>
internal sealed record ReceiptProblem(
    string Code,
    string Message,
    string Next = "Have it extracted again as a rerun."
);
