using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.Engagements;

/// <summary>What an engagement says of its contract and of the projects under it.</summary>
public sealed record ContractSetup(ContractTimeline Contract, IReadOnlyList<ProjectCode> Projects);
