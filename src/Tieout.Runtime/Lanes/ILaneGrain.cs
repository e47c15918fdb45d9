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

    /// <summary>Brings a customer to the target before there is any document.</summary>
    /// <param name="customer">One that the hub knows.</param>
    [Alias("ensure-customer")]
    Task<MasterDataOutcome> EnsureCustomerAsync(CustomerCode customer);

    /// <summary>Brings the project of a signed contract to the target, where it keeps projects.</summary>
    /// <param name="project">Its customer goes before it.</param>
    [Alias("ensure-project")]
    Task<MasterDataOutcome> EnsureProjectAsync(ProjectOrder project);

    /// <summary>Posts what the ledger has not been told of a month end, and takes back what it was told.</summary>
    /// <param name="journal">All that there is to say; one without lines takes back what was said before.</param>
    /// <param name="by">Who has it posted.</param>
    /// <param name="isPlan">Only answers what would be posted.</param>
    [Alias("post-journal")]
    Task<MonthEndOutcome> PostJournalAsync(MonthEndJournal journal, string by, bool isPlan);
}
