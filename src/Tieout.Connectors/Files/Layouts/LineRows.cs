using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What stands below one line of terms, in rows of its own.</summary>
/// <param name="Schedule">Of a fixed fee.</param>
/// <param name="Tiers">Of a retainer's overage.</param>
/// <param name="Parts">Of progress.</param>
internal sealed record LineRows(
    IReadOnlyList<Instalment> Schedule,
    ValueList<PriceTier> Tiers,
    ValueList<ProgressPart> Parts
);
