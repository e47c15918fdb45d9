using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.ProjectSetup;

/// <summary>Takes reference facts in, one batch at a time.</summary>
internal sealed class ReferenceGrain(IEventLog log, ReferenceBooks books) : Grain, IReferenceGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        books.CatchUpAsync(cancellationToken);

    public async Task<BatchOutcome> RecordAsync(ReferenceBatch batch)
    {
        var start = books.Current;
        var (book, accepted, refusals) = Decide(start, batch);
        if (accepted.Count > 0)
        {
            await AppendAsync(start, accepted);
            books.Publish(book);
        }

        return new BatchOutcome(accepted.Count, refusals);
    }

    private static (ReferenceBook, List<NewEvent>, List<Refusal>) Decide(
        ReferenceBook book,
        ReferenceBatch batch
    )
    {
        var accepted = new List<NewEvent>();
        var refusals = new List<Refusal>();
        for (var i = 0; i < batch.Facts.Count; i++)
        {
            try
            {
                switch (book.Decide(batch.Facts[i]))
                {
                    case Decision<ReferenceFact>.Accepted { Events: [var fact] }:
                        var known = book.Facts.GetValueOrDefault(fact.Identity);
                        var stored = EventCodec.Encode(fact, Ownership.TakesOver(fact, known));
                        book = book.Evolve(fact);
                        accepted.Add(stored);
                        break;
                    case Decision<ReferenceFact>.Rejected rejected:
                        refusals.Add(new Refusal(i, rejected.Reason));
                        break;
                }
            }
            catch (Exception e) when (Defects.Is(e))
            {
                // The fact is refused, and those before and after it are not touched.
                refusals.Add(new Refusal(i, Defects.Rejection(e)));
            }
        }

        return (book, accepted, refusals);
    }

    private async Task AppendAsync(ReferenceBook start, List<NewEvent> accepted)
    {
        try
        {
            await log.AppendAsync(
                Streams.Reference,
                start.Version,
                accepted,
                CancellationToken.None
            );
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
