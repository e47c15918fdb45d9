using Tieout.Connect;

namespace Tieout.Runtime.Hub;

/// <summary>A feed that could not be read to its end this time.</summary>
/// <param name="HoldsUpBilling">It may have work, terms or rates that a bill would miss.</param>
public sealed record SourceFault(
    string System,
    string Feed,
    ConnectorFault Fault,
    string Message,
    bool HoldsUpBilling
);
