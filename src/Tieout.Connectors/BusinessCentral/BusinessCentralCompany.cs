namespace Tieout.Connectors.BusinessCentral;

/// <summary>A company of the environment.</summary>
internal sealed record BusinessCentralCompany(Guid Id, string Name);
