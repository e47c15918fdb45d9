using Tieout.Domain.Canonical;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The system that is right about facts of one kind.</summary>
public sealed record FactOwner(FactKind Kind, string System);
