namespace Tieout.Connectors.BusinessCentral;

/// <summary>A project as Business Central tells it.</summary>
internal sealed record BusinessCentralProject(Guid Id, string Number, string DisplayName);
