using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Revenue;

namespace Tieout.Runtime.Lanes;

/// <summary>The single writer to one target; its key is the target's name.</summary>
[Alias("tieout.lane")]
public interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>Takes up new approvals and delivers everything that is due, once each.</summary>
    /// <param name="retryRefused">Try again what was refused, since its cause may be gone.</param>
    [Alias("pass")]
    Task<LaneReport> PassAsync(bool retryRefused);

    /// <summary>Brings a customer to the target before there is any document, and a project where it keeps some.</summary>
    /// <param name="customer">Who pays: one that the hub knows.</param>
    /// <param name="project">Of a contract that is signed; none while its customer is not known.</param>
    [Alias("ensure-customer")]
    Task<CustomerOutcome> EnsureCustomerAsync(CustomerCode customer, ProjectOrder? project);

    /// <summary>Posts what the ledger has not been told of a month end yet, once.</summary>
    /// <param name="journal">All that the ledger has to say of it; one without lines takes everything back.</param>
    /// <param name="by">Who has it posted.</param>
    [Alias("post-journal")]
    Task<JournalOutcome> PostJournalAsync(MonthEndJournal journal, string by);
}
