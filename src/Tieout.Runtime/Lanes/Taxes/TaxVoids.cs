using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Lanes.Taxes;

/// <summary>Voids with a tax owner what the hub has learned to be void in its ledger.</summary>
/// <remarks>
/// It follows the hub's own log as a feed that tells no records, so that its place is kept, its failures
/// are told and what is refused is an exception, as with any feed. What was refused is tried again with
/// each reading. A void that is made twice changes nothing.
/// </remarks>
internal sealed class TaxVoids(ITaxOwner owner, IEventLog log, IGrainFactory grains) : ISource
{
    private const int PageEvents = 2_000;

    /// <summary>So far apart are places that are kept though nothing was void in between.</summary>
    private const long EventsMax = 100_000;

    private (Cursor Cursor, long Through)? _scanned;

    /// <inheritdoc/>
    public string System => owner.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } =
    [new Feed("voided-taxes", IsMasterData: false, IsReceipts: true)];

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        owner.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (through, refused) = Parse(after);
        var kept = through;
        var page = new Made();
        foreach (var sequence in refused)
        {
            var stored = await log.ReadAllAsync(sequence - 1, 1, cancellationToken);
            await TryAsync(stored[0], page, isAgain: true);
        }

        through = _scanned is { } scanned && scanned.Cursor == after ? scanned.Through : through;
        while (true)
        {
            var events = await log.ReadAllAsync(through, PageEvents, cancellationToken);
            foreach (var stored in events.Where(IsVoid))
            {
                await TryAsync(stored, page, isAgain: false);
            }

            through = events.Count > 0 ? events[^1].Sequence : through;
            if (page.IsNews(refused) || through - kept > EventsMax)
            {
                refused = [.. page.Refused];
                after = CursorAt(through, refused);
                kept = through;
                yield return new Page([], page.Rejected, after) { Begun = page.Done };
                page = new Made { Refused = [.. refused] };
            }

            if (events.Count == 0)
            {
                _scanned = (after, through);
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private static bool IsVoid(StoredEvent stored) =>
        stored.Stream.Category.Equals(Streams.EngagementCategory, StringComparison.Ordinal)
        && stored.Type.Equals("invoice-voided", StringComparison.Ordinal);

    private static Cursor CursorAt(long through, IReadOnlyList<long> refused) =>
        new(string.Join(';', refused.Prepend(through).Select(Text)));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static (long Through, IReadOnlyList<long> Refused) Parse(Cursor cursor)
    {
        var numbers = cursor
            .Value.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => long.Parse(x, CultureInfo.InvariantCulture))
            .ToList();
        return numbers is [var through, .. var refused] ? (through, refused) : (0, []);
    }

    private async Task TryAsync(StoredEvent stored, Made page, bool isAgain)
    {
        var voided = (EngagementEvent.InvoiceVoided)EventCodec.DecodeEngagement(stored);
        var engagement = grains.GetGrain<IEngagementGrain>(
            EngagementId.Parse(stored.Stream.Key).Value
        );
        if (
            (await engagement.FindInvoiceAsync(voided.Reference)).Value is not { } document
            || !owner.Owns(document.Invoice.LegalEntity)
        )
        {
            if (isAgain)
            {
                // Whose it is may be set again.
                page.Refused.Add(stored.Sequence);
            }

            return;
        }

        var reference = voided.Reference.Value;
        try
        {
            await owner.VoidAsync(document.Invoice);
            page.Done.Add(reference);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            page.Refused.Add(stored.Sequence);
            if (!isAgain)
            {
                page.Rejected.Add(
                    new RejectedRecord(
                        new Origin(System, $"{reference}:void"),
                        e.Reason ?? ReasonCode.DeliveryRefused.Value,
                        Field: null,
                        e.Message
                    )
                );
            }
        }
    }

    /// <summary>What a reading has done so far.</summary>
    private sealed class Made
    {
        public List<string> Done { get; } = [];

        public List<long> Refused { get; init; } = [];

        public List<RejectedRecord> Rejected { get; } = [];

        public bool IsNews(IReadOnlyList<long> refused) =>
            Done.Count > 0 || !Refused.SequenceEqual(refused);
    }
}
