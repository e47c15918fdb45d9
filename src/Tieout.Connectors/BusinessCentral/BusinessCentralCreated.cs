namespace Tieout.Connectors.BusinessCentral;

/// <summary>What is read of an answer to a write: the new record's id.</summary>
internal sealed record BusinessCentralCreated(Guid Id);
