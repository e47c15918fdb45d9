using Orleans.Concurrency;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Runtime.Engagements;

/// <summary>The single writer of one engagement; its key is the engagement's id.</summary>
[Alias("tieout.engagement")]
public interface IEngagementGrain : IGrainWithStringKey
{
    /// <summary>Decides and stores; returns when everything accepted is durable.</summary>
    [Alias("execute")]
    Task<BatchOutcome> ExecuteAsync([Immutable] CommandBatch batch);

    /// <summary>Drafts what can be billed, and approves it when a policy says so.</summary>
    /// <param name="run">Through when, and with which date.</param>
    /// <param name="approvedBy">The policy that approves at once; none leaves drafts.</param>
    [Alias("bill")]
    Task<BillOutcome> BillAsync([Immutable] DraftInvoice run, string? approvedBy);

    /// <summary>One document, or none.</summary>
    [Alias("find-invoice")]
    Task<Immutable<InvoiceState?>> FindInvoiceAsync(InvoiceReference reference);

    /// <summary>Its contract as it holds now; none before it has come.</summary>
    [Alias("find-contract")]
    Task<Immutable<ContractSetup?>> FindContractAsync();

    /// <summary>The balances of its work ledger, for reconciliation.</summary>
    [Alias("ledger")]
    Task<Immutable<WorkLedger>> GetLedgerAsync();
}
