namespace Tieout.Connectors.BusinessCentral;

/// <summary>The body of a refusal.</summary>
internal sealed record BusinessCentralErrorBody(BusinessCentralError? Error = null);
