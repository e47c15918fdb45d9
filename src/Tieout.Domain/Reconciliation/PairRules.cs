namespace Tieout.Domain.Reconciliation;

/// <summary>When two sides count as agreed.</summary>
/// <param name="Tolerance">Largest difference of one key that is only summed up.</param>
/// <param name="CutOff">What is dated later on one side only is timing.</param>
/// <param name="Compared">Fields that must be equal.</param>
public sealed record PairRules(
    decimal Tolerance,
    LocalDate? CutOff,
    IReadOnlyList<string> Compared
);
