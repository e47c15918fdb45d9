using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>A new assessment of one open piece of work.</summary>
public sealed record Reassessment(WorkId Work, Assessment Assessment);
