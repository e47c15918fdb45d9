using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Assesses one piece of work again, with what was known when it was first assessed.</summary>
internal sealed class WorkHistory(ILogReader log, DocumentHistory history)
{
    /// <summary>Adds the rate lines that won and lost, and what is wrong with its dimensions.</summary>
    public async Task<List<ExplainedWork>> WithCausesAsync(
        IReadOnlyList<ExplainedWork> slices,
        CancellationToken cancellationToken
    )
    {
        var explained = new List<ExplainedWork>(slices.Count);
        foreach (var slice in slices)
        {
            explained.Add(await WithCausesAsync(slice, cancellationToken));
        }

        return explained;
    }

    private async Task<ExplainedWork> WithCausesAsync(
        ExplainedWork slice,
        CancellationToken cancellationToken
    )
    {
        var (state, work) = await FindAsync(slice, cancellationToken);
        if (work is null || state.Contract?.TermsAt(slice.ServiceDate) is not { } terms)
        {
            return slice;
        }

        var book = await history.BookAtAsync(slice.ReferenceVersion, cancellationToken);
        var project = state.Projects.GetValueOrDefault(work.Project);
        return slice with
        {
            Candidates = work is TimeEntry time
                ? book.Rates.Explain(RateContexts.Of(state.Id, terms, time, book))
                : [],
            Faults = slice.Reasons.Contains(
                ReasonCode.DimensionInvalid.Value,
                StringComparer.Ordinal
            )
                ?
                [
                    .. Dimensions.Faults(
                        Dimensions.Of(terms, project),
                        terms.LegalEntity,
                        work.ServiceDate,
                        book
                    ),
                ]
                : [],
        };
    }

    /// <summary>The work in the version at hand, beside terms and projects as they are.</summary>
    private async Task<(EngagementState State, Work? Work)> FindAsync(
        ExplainedWork slice,
        CancellationToken cancellationToken
    )
    {
        var state = new EngagementState(EngagementId.Parse(slice.Engagement));
        var found = default(Work);
        var stream = Streams.Engagement(state.Id);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            switch (EventCodec.DecodeEngagement(stored))
            {
                case (
                    EngagementEvent.ContractRecorded
                    or EngagementEvent.AmendmentRecorded
                    or EngagementEvent.ProjectRecorded
                )
                and var e:
                    state = state.Evolve(e).State;
                    break;
                case EngagementEvent.WorkRecorded { Work: var work }
                    when work.Id.Value.Equals(slice.Work, StringComparison.Ordinal)
                        && work.Version == slice.Version:
                    found = work;
                    break;
            }
        }

        return (state, found);
    }
}
