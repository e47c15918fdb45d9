using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>Worked time as captured, with what decides its rounding group.</summary>
public sealed record CapturedTime(
    Effort Worked,
    string? Resource = null,
    string? Task = null,
    LocalDate? Date = null
);
