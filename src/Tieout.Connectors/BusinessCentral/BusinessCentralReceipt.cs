using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>What an invoice tells of its payment.</summary>
/// <param name="IsUnclear">What was paid cannot be told now; it may be later, without a stamp.</param>
internal sealed record BusinessCentralReceipt(
    SourceRecord? Record = null,
    RejectedRecord? Rejected = null,
    bool IsUnclear = false
);
