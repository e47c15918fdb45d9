using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Assesses one piece of work again, with what was known when it was first assessed.</summary>
internal sealed class WorkHistory(ILogReader log, DocumentHistory history)
{
    /// <summary>Adds the rate lines that won and lost, and what stands in its way in more words.</summary>
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
        return slice with
        {
            IsBilledElsewhere = work.IsBilledElsewhere,
            BilledOn = work.BilledOn,
            Charged = IsRoundedToNothing(slice, terms, work) ? Effort.Zero : slice.Charged,
            Candidates = work is TimeEntry { IsBilledElsewhere: false } time
                ? book.Rates.Explain(RateContexts.Of(state.Id, terms, time, book))
                : [],
            Faults = [.. Faults(slice, state, terms, work, book)],
        };
    }

    /// <summary>The ledger keeps of it that nothing is charged, not why.</summary>
    private static bool IsRoundedToNothing(ExplainedWork slice, ContractTerms terms, Work work) =>
        slice.Stage is Stage.NonBillable
        && work is TimeEntry { IsBillable: true, IsBilledElsewhere: false } time
        && terms.Lines.Any(x =>
            x.Id.Value.Equals(slice.ContractLine, StringComparison.Ordinal)
            && !x.CoversTime
            && !x.IsChargedFor(time)
        );

    private static IEnumerable<string> Faults(
        ExplainedWork slice,
        EngagementState state,
        ContractTerms terms,
        Work work,
        ReferenceBook book
    )
    {
        if (Waits(slice, ReasonCode.DimensionInvalid))
        {
            var project = state.Projects.GetValueOrDefault(work.Project);
            var dimensions = Dimensions.Of(terms, project);
            foreach (
                var fault in Dimensions.Faults(
                    dimensions,
                    terms.LegalEntity,
                    work.ServiceDate,
                    book
                )
            )
            {
                yield return fault;
            }
        }

        if (work.BillingEvent is { } held && Waits(slice, ReasonCode.OnBillingEvent))
        {
            yield return $"the PSA has it on {held}, which is not invoiced there";
        }

        if (IsCapped(slice) && slice.ContractLine is { } line)
        {
            var id = ContractLineId.Parse(line);
            foreach (var why in CapReasons.Of(state, id, work.ServiceDate))
            {
                yield return why;
            }
        }
    }

    private static bool IsCapped(ExplainedWork slice) =>
        Waits(slice, ReasonCode.CapExceeded) || Waits(slice, ReasonCode.ExpenseCapExceeded);

    private static bool Waits(ExplainedWork slice, ReasonCode reason) =>
        slice.Reasons.Contains(reason.Value, StringComparer.Ordinal);

    /// <summary>The work in the version at hand, beside terms and projects as they are.</summary>
    /// <remarks>Documents too, whole, where they are asked: what is under a cap depends on them.</remarks>
    private async Task<(EngagementState State, Work? Work)> FindAsync(
        ExplainedWork slice,
        CancellationToken cancellationToken
    )
    {
        var state = new EngagementState(EngagementId.Parse(slice.Engagement))
        {
            KeepsClosedWork = true,
        };
        var isWhole = IsCapped(slice);
        var found = default(Work);
        var stream = Streams.Engagement(state.Id);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            var happened = EventCodec.DecodeEngagement(stored);
            if (
                isWhole
                || happened
                    is EngagementEvent.ContractRecorded
                        or EngagementEvent.AmendmentRecorded
                        or EngagementEvent.ProjectRecorded
            )
            {
                state = state.Evolve(happened).State;
            }

            var told = happened switch
            {
                EngagementEvent.WorkRecorded e => e.Work,
                EngagementEvent.WorkTouched e => e.Work,
                _ => null,
            };
            if (
                told is { } work
                && work.Id.Value.Equals(slice.Work, StringComparison.Ordinal)
                && work.Version == slice.Version
            )
            {
                found = work;
            }
        }

        return (state, found);
    }
}
