using Tieout.Connect;

namespace Tieout.Runtime.Hub;

/// <summary>A feed that could not be read to its end this time.</summary>
public sealed record SourceFault(string System, string Feed, ConnectorFault Fault, string Message);
