using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>The single writer to one target; its key is the target's name.</summary>
[Alias("tieout.lane")]
public interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>Takes up new approvals and delivers everything that is due, once each.</summary>
    /// <param name="retryRefused">Try again what was refused, since its cause may be gone.</param>
    [Alias("pass")]
    Task<LaneReport> PassAsync(bool retryRefused);

    /// <summary>Brings a customer to the target before there is any document.</summary>
    /// <param name="customer">One that the hub knows.</param>
    [Alias("ensure-customer")]
    Task<CustomerOutcome> EnsureCustomerAsync(CustomerCode customer);
}
