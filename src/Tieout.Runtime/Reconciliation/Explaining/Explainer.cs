using System.Globalization;
using System.Text;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Json;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Explains any id: work, document, target's number or id, payment, project, engagement.</summary>
/// <remarks>
/// The chain is read from the tables; losing rates and the history are read from the log. The order
/// of kinds decides when two things share an id.
/// </remarks>
public sealed class Explainer(ILogReader log, IReadStore store)
{
    /// <summary>Parts of work that one explanation shows at most.</summary>
    public const int WorkMax = 1_000;

    /// <summary>Documents whose amounts one explanation gives reasons for; more are told apart by asking for one.</summary>
    private const int ReasonsMax = 10;

    /// <summary>Statements that find the slices an id stands for; each has one parameter.</summary>
    private static readonly string[] Finders =
    [
        "SELECT w.engagement, w.id FROM work w WHERE w.id = @id",
        "SELECT d.engagement, h.work FROM document d JOIN share h ON h.reference = d.reference "
            + "WHERE d.reference = @id OR d.number = @id OR d.external_id = @id",
        "SELECT p.engagement, h.work FROM payment p JOIN share h ON h.reference = p.reference "
            + "WHERE p.id = @id",
        "SELECT p.engagement, s.work FROM project p JOIN slice s ON s.engagement = p.engagement "
            + "AND s.project = p.code WHERE p.code = @id",
        "SELECT s.engagement, s.work FROM slice s WHERE s.engagement = @id",
    ];

    private static readonly string[] DocumentFinders =
    [
        "SELECT DISTINCT h.reference FROM share h WHERE h.work = @id",
        "SELECT d.reference FROM document d WHERE @id IN (d.reference, d.number, d.external_id, "
            + "d.refers_to)",
        "SELECT p.reference FROM payment p WHERE p.id = @id",
        "SELECT DISTINCT h.reference FROM slice s JOIN project p ON p.engagement = s.engagement "
            + "AND p.code = s.project JOIN share h ON h.work = s.work WHERE p.code = @id",
        "SELECT d.reference FROM document d WHERE d.engagement = @id",
    ];

    /// <summary>Explains an id.</summary>
    /// <returns>None when nothing in the tables has it.</returns>
    public async Task<Explanation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var read = await store.OpenSnapshotAsync(cancellationToken);
        for (var kind = 0; kind < Finders.Length; kind++)
        {
            var work = await read.ListAsync(
                $"SELECT DISTINCT x.* FROM ({Finders[kind]}) x ORDER BY 1, 2 LIMIT {WorkMax}",
                row => (Engagement: row.GetString(0), Work: row.GetString(1)),
                cancellationToken,
                ("id", id)
            );
            var documents = await read.ListAsync(
                $"{DocumentFinders[kind]} ORDER BY 1",
                row => row.GetString(0),
                cancellationToken,
                ("id", id)
            );
            if (work.Count > 0 || documents.Count > 0)
            {
                var found = await ExplainAsync(read, id, work, documents, cancellationToken);
                return found with
                {
                    Rejections = await RejectedWork.ListAsync(read, id, cancellationToken),
                };
            }
        }

        var rejected = await RejectedWork.ListAsync(read, id, cancellationToken);
        return rejected.Count == 0
            ? null
            : new Explanation(id, [], [], [], [], []) { Rejections = rejected };
    }

    private async Task<Explanation> ExplainAsync(
        ReadSnapshot read,
        string id,
        IReadOnlyList<(string Engagement, string Work)> work,
        IReadOnlyList<string> documents,
        CancellationToken cancellationToken
    )
    {
        var chain = new ExplainedChain(read);
        var slices = new List<ExplainedWork>();
        foreach (var (engagement, item) in work)
        {
            slices.AddRange(await chain.SlicesAsync(engagement, item, cancellationToken));
        }

        var history = new DocumentHistory(log);
        // A whole engagement is asked for its figures; why each rate lost is asked of one entry.
        if (work.Count == 1)
        {
            slices = await new WorkHistory(log, history).WithCausesAsync(slices, cancellationToken);
        }

        var only = work.Count == 1 ? work[0].Work : null;
        var explained = new List<ExplainedDocument>();
        var journal = new List<ExplainedJournalLine>();
        var payments = new List<ExplainedPayment>();
        foreach (var reference in documents)
        {
            explained.Add(await chain.DocumentAsync(reference, only, cancellationToken));
            journal.AddRange(await chain.JournalAsync(reference, cancellationToken));
            payments.AddRange(await chain.PaymentsAsync(reference, cancellationToken));
        }

        if (documents.Count <= ReasonsMax)
        {
            explained = await WithReasonsAsync(history, explained, cancellationToken);
        }

        var engagements = work.Select(x => x.Engagement).Distinct(StringComparer.Ordinal).ToList();
        return new Explanation(
            id,
            slices,
            explained,
            journal,
            payments,
            await HistoryAsync(engagements, [id, .. documents], cancellationToken)
        );
    }

    private static async Task<List<ExplainedDocument>> WithReasonsAsync(
        DocumentHistory history,
        List<ExplainedDocument> documents,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, IReadOnlyList<AmountReason>>(StringComparer.Ordinal);
        foreach (
            var group in documents
                .Select(x => InvoiceReference.Parse(x.Reference))
                .GroupBy(InvoiceReferences.EngagementOf)
        )
        {
            if (group.Key is { } engagement)
            {
                var references = group.Select(x => x.Value).ToHashSet(StringComparer.Ordinal);
                var reasons = await history.ReasonsAsync(engagement, references, cancellationToken);
                foreach (var (reference, because) in reasons)
                {
                    found[reference] = because;
                }
            }
        }

        return
        [
            .. documents.Select(x => x with { Reasons = found.GetValueOrDefault(x.Reference, []) }),
        ];
    }

    /// <summary>Events of the engagements that name the thing or its documents, in order.</summary>
    private async Task<IReadOnlyList<ExplainedEvent>> HistoryAsync(
        IReadOnlyList<string> engagements,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var history = new List<ExplainedEvent>();
        var quoted = names.Select(name => Encoding.UTF8.GetBytes($"\"{name}\"")).ToList();
        foreach (var engagement in engagements)
        {
            var isWhole = names[0].Equals(engagement, StringComparison.Ordinal);
            var stream = new StreamId(Streams.EngagementCategory, engagement);
            await foreach (var e in log.ReadStreamAsync(stream, 0, cancellationToken))
            {
                if (isWhole || quoted.Exists(name => e.Data.Span.IndexOf(name) >= 0))
                {
                    history.Add(new ExplainedEvent(e.Sequence, e.At, e.Type, DetailOf(e)));
                }
            }
        }

        return [.. history.OrderBy(e => e.Sequence)];
    }

    private static string? DetailOf(StoredEvent stored) =>
        EventNames.Find(stored.Type) == typeof(EngagementEvent.WorkAdjusted)
        && EventCodec.DecodeEngagement(stored)
            is EngagementEvent.WorkAdjusted { Adjustment: var made }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{made.Kind}, {made.Effort.Hours:0.##} h, {made.Value?.ToString() ?? "no value"}: "
            )
                + made.Why.Reason
                + $" ({made.Why.By}"
                + (made.Why.ApprovedBy is { } other ? $", approved by {other})" : ")")
            : null;
}
