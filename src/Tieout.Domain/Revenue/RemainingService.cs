namespace Tieout.Domain.Revenue;

/// <summary>Whether what is still to be delivered is distinct from what was.</summary>
public enum RemainingService
{
    Distinct,
    NotDistinct,
    Mixed,
}
