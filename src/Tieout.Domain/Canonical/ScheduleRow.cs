using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>One instalment of a fixed fee.</summary>
/// <param name="Date">Billed by the first run on or after it.</param>
public sealed record ScheduleRow(string Id, LocalDate Date, Money Amount);
