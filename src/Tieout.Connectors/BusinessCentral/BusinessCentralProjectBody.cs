namespace Tieout.Connectors.BusinessCentral;

/// <summary>A project as it is sent: the API takes a number and a name.</summary>
internal sealed record BusinessCentralProjectBody(string Number, string DisplayName);
