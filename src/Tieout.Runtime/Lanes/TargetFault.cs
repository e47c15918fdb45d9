using Tieout.Connect;

namespace Tieout.Runtime.Lanes;

/// <summary>A target that could not be reached, or refused to be talked to, in the last pass.</summary>
public sealed record TargetFault(string System, ConnectorFault Fault, string Message);
