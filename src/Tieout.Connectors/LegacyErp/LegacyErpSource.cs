using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp.Receipts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.LegacyErp;

/// <summary>Reads what was paid on the hub's documents, and which were cancelled, from extracts.</summary>
/// <remarks>
/// Extracts are numbered without a gap. One that is not there yet is awaited, and those after it are
/// read all the same; one whose details do not come to its totals is refused whole, and its rerun
/// takes its place.
/// </remarks>
public sealed class LegacyErpSource : ISource
{
    private readonly LegacyErpOptions _options;
    private readonly ErpFolders _folders;
    private readonly ErpText _text;

    /// <summary>Touches no file yet.</summary>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public LegacyErpSource(LegacyErpOptions options)
    {
        _options = options;
        _folders = new ErpFolders(options.Folder);
        _text = ErpText.Of(options);
    }

    /// <summary>Payments, reversals and cancellations, an extract after the other.</summary>
    public static Feed Payments { get; } =
        new("payments", IsMasterData: false, HoldsUpBilling: false) { Deletions = Deletions.Told };

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } = [Payments];

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _folders.Require();
        _ = ErpFolders.List(_folders.Outbound, ReceiptExtract.Pattern);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!feed.Name.Equals(Payments.Name, StringComparison.Ordinal))
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"An ERP of files has no feed '{feed.Name}'."
            );
        }

        cancellationToken.ThrowIfCancellationRequested();
        _folders.Require();
        var cursor = ExtractCursor.Parse(after);
        foreach (var file in ErpFolders.List(_folders.Outbound, ReceiptExtract.Pattern))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                ReceiptExtract.KeyOf(file.Name) is { } key
                && cursor.HasTaken(key.Number)
                && key.Rerun == 0
            )
            {
                continue;
            }

            var extract = Read(file, cursor);
            if (cursor.Covers(extract))
            {
                continue;
            }

            cursor = extract.Problem is null
                ? cursor.AfterTaking(extract)
                : cursor.AfterTelling(extract);
            yield return PageOf(extract, cursor);
            await Task.Yield();
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Of an extract's number, so that a rerun is the correction of what it replaces.</summary>
    private static string PlaceOf(ReceiptExtract extract) =>
        string.Create(CultureInfo.InvariantCulture, $"receipts-{extract.Number:D10}");

    private ReceiptExtract Read(FileInfo file, ExtractCursor cursor)
    {
        var bytes = ErpFolders.Guarded(file.FullName, () => File.ReadAllBytes(file.FullName));
        var extract = ReceiptExtract.Read(file.Name, _text.Decode(bytes) ?? string.Empty);
        return extract.Problem is null && cursor.HasTaken(extract.Number)
            ? extract with
            {
                Details = [],
                Problem = new ReceiptProblem(
                    "legacy-erp.extract-repeated",
                    "an extract of this number was taken already, and a rerun takes the place of a refused "
                        + "one only",
                    "What it has to say goes into a new extract."
                ),
            }
            : extract;
    }

    private Page PageOf(ReceiptExtract extract, ExtractCursor cursor)
    {
        var place = PlaceOf(extract);
        var origin = new Origin(System, place);
        if (extract.Problem is { } problem)
        {
            var rejection = new RejectedRecord(
                origin,
                problem.Code,
                Field: null,
                $"{extract.Name} is refused whole: {problem.Message}. {problem.Next}"
            );
            return new Page([], [rejection], cursor.ToCursor());
        }

        var ours = extract
            .Details.Where(x =>
                Identifier.IsValid(x.Reference)
                && x.Reference.StartsWith(_options.ReferencePrefix, StringComparison.Ordinal)
            )
            .Select(x => new SourceRecord(FactOf(extract, x), Line(place, x.Line)))
            .ToList();
        var rejected = extract
            .Unreadable.Select(x => new RejectedRecord(
                Line(place, x.Line),
                "legacy-erp.bad-detail",
                x.Field,
                $"Line {x.Line} {x.Message}."
            ))
            .ToList();
        return new Page(ours, rejected, cursor.ToCursor()) { Begun = [place] };
    }

    private Origin Line(string place, int line) =>
        new(System, string.Create(CultureInfo.InvariantCulture, $"{place}:{line}"));

    private CanonicalFact FactOf(ReceiptExtract extract, ReceiptDetail detail)
    {
        var reference = InvoiceReference.Parse(detail.Reference);
        return detail.Action is ReceiptAction.Void
            ? new DocumentVoided(reference, extract.Number, detail.Date)
            // One receipt may pay several times, several documents, and be taken back in part: each detail counts.
            : new Payment(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{System}/{detail.Receipt}/{extract.Number}-{detail.Line}"
                ),
                extract.Number,
                reference,
                detail.Amount,
                detail.Date
            );
    }
}
