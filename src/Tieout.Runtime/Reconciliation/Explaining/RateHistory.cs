using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Asks for a rate again, with what was known when it was first asked.</summary>
internal sealed class RateHistory(ILogReader log, DocumentHistory history)
{
    /// <summary>Adds the rate lines that won and lost to each part of one piece of time.</summary>
    public async Task<List<ExplainedWork>> WithCandidatesAsync(
        IReadOnlyList<ExplainedWork> slices,
        CancellationToken cancellationToken
    )
    {
        var explained = new List<ExplainedWork>(slices.Count);
        foreach (var slice in slices)
        {
            explained.Add(
                slice with
                {
                    Candidates = await CandidatesAsync(slice, cancellationToken),
                }
            );
        }

        return explained;
    }

    private async Task<IReadOnlyList<RateCandidate>> CandidatesAsync(
        ExplainedWork slice,
        CancellationToken cancellationToken
    )
    {
        var engagement = EngagementId.Parse(slice.Engagement);
        var (time, terms) = await FindAsync(engagement, slice, cancellationToken);
        if (time is null || terms is null)
        {
            return [];
        }

        var book = await history.BookAtAsync(slice.ReferenceVersion, cancellationToken);
        return book.Rates.Explain(RateContexts.Of(engagement, terms, time, book), asOf: null);
    }

    /// <summary>The entry in the version at hand, and the terms of its service date.</summary>
    private async Task<(TimeEntry? Time, ContractTerms? Terms)> FindAsync(
        EngagementId engagement,
        ExplainedWork slice,
        CancellationToken cancellationToken
    )
    {
        var state = new EngagementState(engagement);
        var time = default(TimeEntry);
        var stream = Streams.Engagement(engagement);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            switch (EventCodec.DecodeEngagement(stored))
            {
                case (EngagementEvent.ContractRecorded or EngagementEvent.AmendmentRecorded)
                and var e:
                    state = state.Evolve(e).State;
                    break;
                case EngagementEvent.WorkRecorded { Work: TimeEntry entry }
                    when entry.Id.Value.Equals(slice.Work, StringComparison.Ordinal)
                        && entry.Version == slice.Version:
                    time = entry;
                    break;
            }
        }

        return (time, state.Contract?.TermsAt(slice.ServiceDate));
    }
}
