using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Certinia.Feeds;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Connectors.Salesforce.Http;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia;

/// <summary>Marks splits, expenses and milestones in PSA as billed and invoiced, with number and date.</summary>
/// <remarks>
/// A split is invoiced when all of its days are that are to be billed; without splits, its card is. PSA
/// locks the date of an invoiced split, so its mark cannot be taken back but by PSA's own jobs: that is
/// refused in PSA's words.
/// </remarks>
public sealed class CertiniaWriteBack(CertiniaOptions options, TimeProvider timeProvider)
    : IWriteBack,
        IDisposable
{
    /// <summary>Of records that are read, and that are changed, by one call.</summary>
    private const int AtOnce = 200;

    private const int MessageMax = 500;

    /// <summary>As the API answers ids.</summary>
    private const int IdLength = 18;

    private readonly SalesforceClient _client = new(options.Access, timeProvider);

    /// <inheritdoc/>
    public string System => options.Access.System;

    private bool HasSplits => options.Names["timecardSplit"].Length > 0;

    /// <inheritdoc/>
    public IReadOnlyList<WorkId> MarkedWith(WorkId work) =>
        work.Value.Split('/') is [var kind, var system, var id]
        && system.Equals(System, StringComparison.Ordinal)
        && ObjectOf(kind).Length > 0
        && RecordOf(kind, id) is not null
            ? kind is "time"
                ? TimecardReading.WeekOf(work)
                : [work]
            : [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WriteBackRefusal>> WriteAsync(
        IReadOnlyList<BilledWork> work,
        CancellationToken cancellationToken
    )
    {
        var refused = new List<WriteBackRefusal>();
        foreach (var kind in work.GroupBy(x => x.Work.Value.Split('/')[0], StringComparer.Ordinal))
        {
            var parts = PartsOf(kind.Key);
            var byRecord = kind.ToLookup(
                x => RecordOf(kind.Key, x.Work.Value.Split('/')[2])!,
                StringComparer.Ordinal
            );
            foreach (var chunk in byRecord.Chunk(AtOnce))
            {
                var marks = await ReadAsync(parts, kind.Key, chunk, cancellationToken);
                refused.AddRange(marks.Where(x => x.IsForeign).Select(x => Foreign(parts, x)));
                foreach (var changed in marks.Where(x => x.Changes() is not null).Chunk(AtOnce))
                {
                    refused.AddRange(await ChangeAsync(parts.Object, changed, cancellationToken));
                }
            }
        }

        return refused;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private string ObjectOf(string kind) =>
        kind is "expense" or "milestone" ? options.Names[kind]
        : kind is not "time" ? string.Empty
        : HasSplits ? options.Names["timecardSplit"]
        : options.Names["timecard"];

    /// <summary>
    /// The record that work was read from; none where the id is not Salesforce's: another connector had this name once.
    /// </summary>
    private static string? RecordOf(string kind, string id)
    {
        var record = kind is "time" ? TimecardReading.CardOf(id) : id;
        return record is { Length: IdLength } && record.All(char.IsAsciiLetterOrDigit)
            ? record
            : null;
    }

    /// <summary>What is marked of a kind of work, and how it names the record that the work was read from.</summary>
    private PartsOf PartsOf(string kind) =>
        kind switch
        {
            "time" when HasSplits => new(
                ObjectOf(kind),
                TimecardReading.Header,
                [.. TimecardReading.SplitDays, .. PsaMark.FieldsOf(hasInvoice: true)]
            ),
            "time" => new(ObjectOf(kind), "Id", PsaMark.FieldsOf(hasInvoice: false)),
            _ => new(ObjectOf(kind), "Id", PsaMark.FieldsOf(hasInvoice: true)),
        };

    private async Task<IReadOnlyList<PsaMark>> ReadAsync(
        PartsOf parts,
        string kind,
        IReadOnlyList<IGrouping<string, BilledWork>> work,
        CancellationToken cancellationToken
    )
    {
        var byRecord = work.ToDictionary(x => x.Key, x => x.ToList(), StringComparer.Ordinal);
        var isSplit = kind is "time" && HasSplits;
        var marks = new List<PsaMark>();
        var rows = PartScan.ReadAsync(_client, parts, byRecord.Keys, cancellationToken);
        await foreach (var row in rows)
        {
            var all = byRecord.GetValueOrDefault(row.Text(parts.Reference)!) ?? [];
            var own = isSplit ? all.FindAll(x => TimecardReading.Covers(row, x.ServiceDate)) : all;
            marks.Add(new PsaMark(row, own, kind is not "time" || isSplit, locksDate: isSplit));
        }

        return marks;
    }

    private async Task<IReadOnlyList<WriteBackRefusal>> ChangeAsync(
        string kind,
        IReadOnlyList<PsaMark> marks,
        CancellationToken cancellationToken
    )
    {
        var records = new JsonArray([
            .. marks.Select(x =>
            {
                var record = x.Changes()!;
                record["attributes"] = new JsonObject { ["type"] = kind };
                record["id"] = x.Row.Key.Id;
                return (JsonNode)record;
            }),
        ]);
        var errors = await _client.ChangeAsync($"the change of {kind}", records, cancellationToken);
        return
        [
            .. marks
                .Zip(errors, (x, error) => RefusalOf(kind, x, error))
                .OfType<WriteBackRefusal>(),
        ];
    }

    /// <summary>That of a record; none where it is changed, or there is none any more.</summary>
    private static WriteBackRefusal? RefusalOf(string kind, PsaMark mark, RowError? error) =>
        error switch
        {
            null or { IsGone: true } => null,
            { IsOfRights: true } => throw new ConnectorException(
                ConnectorFault.Settings,
                $"{kind} {mark.Row.Key.Id} cannot be changed ({error.Code}): {error.Message}. Let the user edit its four fields of "
                    + "billing, or say writeBack: false."
            ),
            _ => Refusal(
                kind,
                mark,
                $"PSA does not take that ({error.Code}): {error.Message}",
                error.IsTransient
            ),
        };

    private static WriteBackRefusal Foreign(PartsOf parts, PsaMark mark) =>
        Refusal(
            parts.Object,
            mark,
            $"PSA has it billed on {mark.Number}, which is no invoice of the hub for it: find out which of both is right"
        );

    private static WriteBackRefusal Refusal(
        string kind,
        PsaMark mark,
        string why,
        bool isTransient = false
    )
    {
        var stands =
            mark.Invoice is { } invoice
                ? $"is invoiced on {invoice.Number} of {invoice.Date:uuuu-MM-dd}"
            : mark.OpenDays is { Count: > 0 } days
                ? $"is not wholly invoiced ({string.Join(", ", days.Select(x => $"{x:uuuu-MM-dd}"))} still to be billed)"
            : "is not invoiced any more";
        var text = $"{kind} {mark.Row.Key.Id} {stands}, and {why}";
        return new WriteBackRefusal(
            mark.Work[0].Work,
            mark.Row.Key.Id,
            text.Length > MessageMax ? text[..MessageMax] : text,
            isTransient
        );
    }
}
