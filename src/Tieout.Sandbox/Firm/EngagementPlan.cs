using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>One engagement, decided before anything is written about it.</summary>
/// <param name="Number">1 for the first; in its codes.</param>
/// <param name="Customer">By number.</param>
/// <param name="IsAmended">By a signed amendment from the middle of the quarter.</param>
internal sealed record EngagementPlan(
    int Number,
    EngagementId Id,
    EngagementUse Use,
    EngagementForm Form,
    CustomerCode Customer,
    EntityPlan Entity,
    IReadOnlyList<ProjectCode> Projects,
    bool IsAmended
)
{
    public CurrencyCode Currency => Entity.Entity.Currency;

    /// <summary>All of its time is billed at rates and nothing stands in the way.</summary>
    public bool IsPlain => Use is EngagementUse.Ordinary && Form is EngagementForm.TimeAndMaterials;
}
