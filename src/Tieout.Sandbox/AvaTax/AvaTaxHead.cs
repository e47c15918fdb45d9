using System.Text.Json.Nodes;

namespace Tieout.Sandbox.AvaTax;

/// <summary>What a transaction is called and how far it has come.</summary>
/// <param name="Status">Temporary, Saved, Posted, Committed, Cancelled or Adjusted.</param>
/// <param name="Version">1 for the first of its code.</param>
internal sealed record AvaTaxHead(
    JsonObject Company,
    string Code,
    string Type,
    string Status,
    int Version,
    string AdjustmentReason,
    string AdjustmentDescription
)
{
    public bool IsRecorded => Status is not "Temporary";
}
