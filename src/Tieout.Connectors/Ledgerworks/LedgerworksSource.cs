using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Reads what happened to the hub's documents in Ledgerworks: payments and voids.</summary>
/// <remarks>
/// A cursor is the sequence number of the last change read. Documents that do not carry one of the
/// hub's references are not the hub's business and are passed over. A voided duplicate is not told
/// while another document with its reference stands: the hub's invoice is still in the ledger.
/// </remarks>
public sealed class LedgerworksSource : ISource, IDisposable
{
    private readonly LedgerworksOptions _options;
    private readonly LedgerworksClient _client;

    /// <summary>Opens no connection yet.</summary>
    public LedgerworksSource(LedgerworksOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new LedgerworksClient(options, timeProvider);
    }

    /// <summary>Payments and voids in the order in which they were recorded.</summary>
    public static Feed Payments { get; } =
        new("payments", IsMasterData: false, HoldsUpBilling: false) { Deletions = Deletions.Told };

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } = [Payments];

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        LedgerworksCheck.RunAsync(_client, _options, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var last = SequenceOf(feed, after);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"changes?after={last}&limit={_options.PageSize}"
            );
            var answer = await _client.GetAsync<LedgerworksListing<LedgerworksChange>>(
                path,
                cancellationToken
            );
            var changes = answer.Value.Items;
            if (changes.Count == 0 || changes[^1].Sequence <= last)
            {
                yield break;
            }

            yield return await PageOfAsync(changes, cancellationToken);
            last = changes[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static long SequenceOf(Feed feed, Cursor after)
    {
        if (feed != Payments)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"Ledgerworks has no feed '{feed.Name}'."
            );
        }

        if (after == Cursor.Start)
        {
            return 0;
        }

        return long.TryParse(
            after.Value,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var sequence
        )
            ? sequence
            : throw new ConnectorException(
                ConnectorFault.Settings,
                "The cursor was not made by this connector; start the feed again."
            );
    }

    private async Task<Page> PageOfAsync(
        IReadOnlyList<LedgerworksChange> changes,
        CancellationToken cancellationToken
    )
    {
        var records = new List<SourceRecord>();
        var rejected = new List<RejectedRecord>();
        foreach (var change in changes.Where(IsOurs))
        {
            var sequence = change.Sequence.ToString(CultureInfo.InvariantCulture);
            var origin = new Origin(System, $"changes/{sequence}");
            if (FactOf(change) is not { } fact)
            {
                rejected.Add(Unreadable(change, origin));
            }
            else if (fact is not DocumentVoided || await IsGoneAsync(change, cancellationToken))
            {
                records.Add(new SourceRecord(fact, origin));
            }
        }

        var next = new Cursor(changes[^1].Sequence.ToString(CultureInfo.InvariantCulture));
        return new Page(records, rejected, next);
    }

    private bool IsOurs(LedgerworksChange change) =>
        change.Reference.Length > 0
        && change.Reference.StartsWith(_options.ReferencePrefix, StringComparison.Ordinal);

    private CanonicalFact? FactOf(LedgerworksChange change)
    {
        if (!Identifier.IsValid(change.Reference))
        {
            return null;
        }

        var reference = InvoiceReference.Parse(change.Reference);
        return (change.Kind, change.Payment) switch
        {
            ("void", _) => new DocumentVoided(
                reference,
                change.Sequence,
                LocalDate.FromDateOnly(change.Date),
                change.Reason
            ),
            ("payment", { } payment)
                when CurrencyCode.TryParse(payment.Currency, out var currency) => new Payment(
                string.Create(CultureInfo.InvariantCulture, $"{System}/{payment.Id}"),
                change.Sequence,
                reference,
                new Money(payment.Amount, currency),
                LocalDate.FromDateOnly(payment.ValueDate)
            ),
            _ => null,
        };
    }

    private static RejectedRecord Unreadable(LedgerworksChange change, Origin origin) =>
        new(
            origin,
            "ledgerworks.unreadable-change",
            !Identifier.IsValid(change.Reference) ? "reference"
                : change.Kind is not "payment" ? "kind"
                : change.Payment is null ? "payment"
                : "currency",
            $"A change of kind '{change.Kind}' needs a reference of the hub and, as a payment, a "
                + "currency of ISO 4217."
        );

    /// <summary>No other document stands in the ledger with the reference of a voided one.</summary>
    private async Task<bool> IsGoneAsync(
        LedgerworksChange change,
        CancellationToken cancellationToken
    )
    {
        var path = $"invoices?reference={Uri.EscapeDataString(change.Reference)}";
        var found = await _client.GetAsync<LedgerworksListing<LedgerworksInvoice>>(
            path,
            cancellationToken
        );
        return !found.Value.Items.Any(x => x.State is "posted" or "paid");
    }
}
