using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>What one batch brings to the ERP, read back from the file itself.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="Key">Of the document or customer.</param>
/// <param name="IsParty">A customer.</param>
/// <param name="Date">The day it has to count in the ledger; none for a customer.</param>
internal sealed record Submission(
    BatchId Batch,
    string Key,
    bool IsParty,
    LocalDate? Date = null,
    Money? Net = null,
    Money? Tax = null,
    Money? Deducted = null
);
