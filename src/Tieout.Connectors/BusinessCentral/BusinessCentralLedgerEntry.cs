namespace Tieout.Connectors.BusinessCentral;

/// <summary>An entry of the general ledger as Business Central tells it, in local currency.</summary>
internal sealed record BusinessCentralLedgerEntry(DateOnly PostingDate, decimal DebitAmount);
