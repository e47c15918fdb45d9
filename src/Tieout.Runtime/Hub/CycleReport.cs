using Tieout.Runtime.Intake;

namespace Tieout.Runtime.Hub;

/// <summary>What was read, and what could not be.</summary>
public sealed record CycleReport(IntakeTotal Total, IReadOnlyList<SourceFault> Faults);
