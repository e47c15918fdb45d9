using System.Text.Json.Serialization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Documents of the hub that somebody cancelled in Tryton after they had a number.</summary>
internal sealed class VoidFeed(TrytonRpc rpc, TrytonOptions options) : ITrytonFeed
{
    public Feed Feed { get; } =
        new("voids", IsMasterData: false, HoldsUpBilling: false)
        {
            ReadableWithin = options.Overlap,
        };

    public IReadOnlyList<ScanTarget> Scans { get; } =
    [
        new(
            HubInvoices.Model,
            [
                .. HubInvoices.Domain(options),
                new object[] { "state", "=", "cancelled" },
                new object?[] { "number", "!=", null },
            ]
        ),
    ];

    public async Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        var batch = new FeedBatch(options);
        var rows = await rpc.SearchReadAsync<VoidRow>(
            new(
                HubInvoices.Model,
                [new object[] { "id", "in", ids }],
                ["reference", "cancel_move.date", "create_date", "write_date"]
            ),
            cancellationToken
        );
        foreach (var row in rows)
        {
            if (batch.Identifies(HubInvoices.Model, row.Id, "reference", row.Reference))
            {
                var changed = new ChangedRow(row.Id, row.CreateDate, row.WriteDate).Key;
                batch.Accept(
                    HubInvoices.Model,
                    row.Id,
                    new DocumentVoided(
                        InvoiceReference.Parse(row.Reference),
                        changed.Stamp,
                        row.CancelMove?.Date ?? changed.Time.InUtc().Date
                    )
                );
            }
        }

        return batch;
    }

    private sealed record VoidRow(
        int Id,
        string Reference,
        [property: JsonPropertyName("cancel_move.")] MoveRow? CancelMove,
        Instant CreateDate,
        Instant? WriteDate
    );

    private sealed record MoveRow(LocalDate Date);
}
