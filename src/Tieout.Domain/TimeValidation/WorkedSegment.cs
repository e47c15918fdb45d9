using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>The part of a stretch of work that belongs to one local day.</summary>
/// <param name="Worked">Real elapsed time.</param>
public sealed record WorkedSegment(LocalDate Date, Effort Worked);
