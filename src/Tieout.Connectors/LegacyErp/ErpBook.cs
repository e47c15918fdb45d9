using CsvHelper;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Connectors.LegacyErp.Receipts;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp;

/// <summary>What the ERP holds, as the files say that lie between it and the hub.</summary>
/// <remarks>
/// Nothing else is remembered: a hub that has lost its own records finds everything here again. A
/// file is read once and again when it has changed. One thread at a time.
/// </remarks>
internal sealed class ErpBook(
    ErpFolders folders,
    IErpFormat format,
    ErpText text,
    LegacyErpOptions options,
    BatchDrop drop
)
{
    private const int RefusedMax = 5;

    private readonly FileLooks _looks = new();
    private readonly SortedDictionary<string, Submission> _submissions = new(
        StringComparer.Ordinal
    );
    private readonly SortedDictionary<string, IReadOnlyList<Answer>> _answers = new(
        StringComparer.Ordinal
    );
    private readonly SortedDictionary<string, ReceiptExtract> _extracts = new(
        StringComparer.Ordinal
    );
    private ILookup<string, Submission> _byKey = Enumerable
        .Empty<Submission>()
        .ToLookup(x => x.Key, StringComparer.Ordinal);
    private ILookup<string, Answer> _byBatch = Enumerable
        .Empty<Answer>()
        .ToLookup(x => x.Batch, StringComparer.Ordinal);
    private ILookup<string, (Answer Answer, PostedAnswer Posted)> _posted = Enumerable
        .Empty<(Answer Answer, PostedAnswer Posted)>()
        .ToLookup(x => x.Posted.Key, StringComparer.Ordinal);
    private ILookup<string, ReceiptDetail> _receipts = Enumerable
        .Empty<ReceiptDetail>()
        .ToLookup(x => x.Reference, StringComparer.Ordinal);

    /// <summary>The batch that was numbered last, by any file that tells.</summary>
    public BatchId? Last { get; private set; }

    /// <summary>The name of a batch's file.</summary>
    public string NameOf(BatchId id) => BatchNames.Of(options.Source, id, format.Extension);

    /// <summary>Reads what is new.</summary>
    /// <exception cref="ConnectorException">A folder or file cannot be read.</exception>
    public void Refresh()
    {
        folders.Require();
        var isNews = false;
        foreach (var folder in new[] { folders.Sent, folders.Taken, folders.Inbound })
        {
            foreach (var file in ErpFolders.List(folder, $"{options.Source}-*{format.Extension}"))
            {
                isNews |= TakeBatch(
                    file,
                    isOwn: folder.Equals(folders.Sent, StringComparison.Ordinal)
                );
            }
        }

        foreach (var file in ErpFolders.List(folders.Outbound, "ack-*" + format.Extension))
        {
            isNews |= TakeAnswers(file);
        }

        foreach (var file in ErpFolders.List(folders.Outbound, ReceiptExtract.Pattern))
        {
            isNews |= TakeReceipts(file);
        }

        if (isNews)
        {
            Sort();
        }
    }

    /// <summary>Every record of a key: what is posted first, then what was submitted last.</summary>
    public IReadOnlyList<TargetRecord> Find(string key, bool isParty)
    {
        TargetRecord[] posted =
        [
            .. _posted[key]
                .Where(x => (x.Posted.Date is null) == isParty)
                .DistinctBy(x => x.Posted.ExternalId, StringComparer.Ordinal)
                .Select(x => PostedOf(x.Answer, x.Posted)),
        ];
        var others = _byKey[key]
            .Where(x =>
                x.IsParty == isParty
                && !_byBatch[x.Batch.Value].Any(y => HasPosted(y, key, isParty))
            )
            .Select(Pending)
            .ToList();
        if (others is [.., { State: TargetState.Rejected } last] && posted.Length == 0)
        {
            return [.. others.Where(x => x.State is not TargetState.Rejected), last];
        }

        return [.. posted, .. others.Where(x => x.State is not TargetState.Rejected)];
    }

    /// <summary>The batch that brought a customer last and was not refused.</summary>
    public BatchId? LastOf(string key) =>
        _byKey[key]
            .Where(x => x.IsParty && Pending(x).State is not TargetState.Rejected)
            .Select(x => (BatchId?)x.Batch)
            .LastOrDefault();

    /// <summary>A batch was taken back.</summary>
    public void Forget(string name)
    {
        if (BatchNames.IdOf(name) is { } id && _submissions.Remove(id.Value))
        {
            Sort();
        }
    }

    /// <summary>The keys of all documents that were submitted or are told of.</summary>
    public IEnumerable<string> DocumentKeys() =>
        _byKey
            .SelectMany(x => x)
            .Where(x => !x.IsParty)
            .Select(x => x.Key)
            .Concat(
                _posted
                    .SelectMany(x => x)
                    .Where(x => x.Posted.Date is not null)
                    .Select(x => x.Posted.Key)
            )
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static bool HasPosted(Answer answer, string key, bool isParty) =>
        answer.Posted.Any(x =>
            x.Key.Equals(key, StringComparison.Ordinal) && (x.Date is null) == isParty
        );

    /// <summary>Takes a batch in that was not known.</summary>
    /// <param name="isOwn">The hub wrote it: as long as it cannot be read, nobody knows what was submitted.</param>
    private bool TakeBatch(FileInfo file, bool isOwn)
    {
        if (BatchNames.IdOf(file.Name) is not { } id || !_looks.IsNew(file))
        {
            return false;
        }

        Last = Last is { } last && string.CompareOrdinal(last.Value, id.Value) >= 0 ? last : id;
        if (_submissions.ContainsKey(id.Value))
        {
            return false;
        }

        var content = Read(file);
        if (
            content is not null
            && Understood(() => format.ReadBatch(content, id)) is { } submission
        )
        {
            _submissions[id.Value] = submission;
            return true;
        }

        if (isOwn && File.Exists(file.FullName))
        {
            _looks.Forget(file);
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"{file.FullName} is a batch of the hub's and cannot be read as {text.Name}: nobody knows what was submitted "
                    + "with it. Set format and encoding as they were, or move it away once the ERP has answered it."
            );
        }

        return false;
    }

    private bool TakeAnswers(FileInfo file)
    {
        if (!_looks.IsNew(file))
        {
            return false;
        }

        var answers = Read(file) is { } content
            ? Understood(() => format.ReadAnswers(content))
            : null;
        _answers[file.Name] = answers ?? [];
        foreach (var answer in answers ?? [])
        {
            if (BatchId.TryParse(answer.Batch, out var id))
            {
                Last =
                    Last is { } last && string.CompareOrdinal(last.Value, id.Value) >= 0
                        ? last
                        : id;
            }
        }

        return true;
    }

    private bool TakeReceipts(FileInfo file)
    {
        if (!_looks.IsNew(file))
        {
            return false;
        }

        var content = Read(file) ?? string.Empty;
        _extracts[file.Name] = ReceiptExtract.Read(file.Name, content);
        return true;
    }

    /// <summary>A file that was damaged says nothing; it is read again when it has changed.</summary>
    private static T? Understood<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or CsvFormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>None where it has gone meanwhile, or is not of the encoding.</summary>
    private string? Read(FileInfo file)
    {
        try
        {
            return text.Decode(File.ReadAllBytes(file.FullName));
        }
        catch (FileNotFoundException)
        {
            _looks.Forget(file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _looks.Forget(file);
            throw ErpFaults.Of(file.FullName, e);
        }
    }

    private void Sort()
    {
        var answers = _answers.Values.SelectMany(x => x).ToList();
        _byKey = _submissions.Values.ToLookup(x => x.Key, StringComparer.Ordinal);
        _byBatch = answers.ToLookup(x => x.Batch, StringComparer.Ordinal);
        _posted = answers
            .SelectMany(x => x.Posted.Select(y => (Answer: x, Posted: y)))
            .ToLookup(x => x.Posted.Key, StringComparer.Ordinal);
        _receipts = _extracts
            .Values.Where(x => x.Problem is null)
            .GroupBy(x => x.Number)
            .SelectMany(x => x.MinBy(y => y.Rerun)!.Details)
            .ToLookup(x => x.Reference, StringComparer.Ordinal);
    }

    private TargetRecord PostedOf(Answer answer, PostedAnswer posted)
    {
        var sent =
            _submissions.GetValueOrDefault(answer.Batch) ?? _byKey[posted.Key].LastOrDefault();
        var net = posted.Net ?? sent?.Net;
        var tax = posted.Tax ?? sent?.Tax;
        Money? open = null;
        if (net is { } n && tax is { } t)
        {
            open =
                n + t - (sent?.Deducted ?? Money.Zero(n.Currency)) - PaidOn(posted.Key, n.Currency);
        }

        var receipts = _receipts[posted.Key].ToList();
        return new TargetRecord(
            posted.Key,
            posted.ExternalId,
            receipts.Exists(x => x.Action is ReceiptAction.Void) ? TargetState.Voided
                : open is { IsZero: true } && receipts.Count > 0 ? TargetState.Paid
                : TargetState.Posted,
            posted.Number,
            posted.Date,
            net,
            tax,
            open,
            format.TakesDeductions ? sent?.Deducted : null
        );
    }

    /// <summary>All details together: a reversal is below zero.</summary>
    private Money PaidOn(string key, CurrencyCode currency) =>
        Money.Sum(
            currency,
            _receipts[key]
                .Where(x => x.Action is not ReceiptAction.Void && x.Amount.Currency == currency)
                .Select(x => x.Amount)
        );

    private TargetRecord Pending(Submission submission)
    {
        var name = NameOf(submission.Batch);
        var last = _byBatch[submission.Batch.Value]
            .LastOrDefault(x => x.Kind is not AnswerKind.Repeated);
        if (last?.Lacking is { } column)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"{options.System} answered {name} without the column {column}: nobody knows what became of "
                    + "it. Have the acknowledgement written again as agreed."
            );
        }

        var refused =
            last?.Refused.Where(x =>
                    x.Key is null || x.Key.Equals(submission.Key, StringComparison.Ordinal)
                )
                .ToList()
            ?? [];
        var state =
            drop.IsUndropped(name) ? TargetState.Draft
            : refused.Count > 0 ? TargetState.Rejected
            : TargetState.Submitted;
        return new TargetRecord(
            submission.Key,
            name,
            state,
            Net: submission.Net,
            Tax: submission.Tax,
            SubmittedAt: submission.Batch.At,
            Refusal: state is TargetState.Rejected ? RefusalOf(name, refused) : null
        );
    }

    private TargetRefusal RefusalOf(string name, List<RefusedAnswer> refused)
    {
        var more =
            refused.Count > RefusedMax ? $"; and {refused.Count - RefusedMax} more" : string.Empty;
        return new TargetRefusal(
            $"{options.System} refused {name}: {string.Join("; ", refused.Take(RefusedMax))}{more}",
            refused
                .Select(x => options.Reasons.GetValueOrDefault(x.Code) ?? format.ReasonOf(x.Code))
                .FirstOrDefault(x => x is not null)
        );
    }
}
