using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Grouping;

/// <summary>Who pays for whom.</summary>
/// <param name="parents">The customer above, for customers that do not bill themselves.</param>
/// <remarks>Source: domain rules §8.14.</remarks>
public sealed class PayerHierarchy(IReadOnlyDictionary<CustomerCode, CustomerCode> parents)
{
    /// <summary>Climbs to the first customer that bills itself or has nobody above it.</summary>
    /// <returns>Null when the hierarchy is a circle: somebody has to correct it.</returns>
    public CustomerCode? PayerOf(CustomerCode customer)
    {
        var payer = customer;
        for (var steps = 0; parents.TryGetValue(payer, out var parent); steps++)
        {
            if (steps > parents.Count)
            {
                return null;
            }

            payer = parent;
        }

        return payer;
    }
}
