using Tieout.Connect;
using Tieout.Connectors;
using Tieout.Domain.Canonical;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Host.Hosting;

/// <summary>A source that is written back to: what it says is billed on an invoice of the hub is not billed elsewhere.</summary>
/// <remarks>
/// A mark stands for all work of a record, also for what was added to it later; so the number decides. The hub marks
/// nothing before the read tables have the number.
/// </remarks>
internal sealed class OwnBillingSource(ISource inner, IReadStore tables) : MappedSource(inner)
{
    /// <inheritdoc/>
    protected override async Task<Page> MapAsync(Page page, CancellationToken cancellationToken)
    {
        var told = page
            .Records.Where(IsBilled)
            .Select(x => x.BilledAs!)
            .ToHashSet(StringComparer.Ordinal);
        if (told.Count == 0)
        {
            return page;
        }

        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var ours = await moment.ListAsync(
            $"SELECT DISTINCT number FROM document WHERE {moment.IsListed("number", "numbers")}",
            row => row.GetString(0),
            cancellationToken,
            ("numbers", ReadSnapshot.ListOf(told))
        );
        return page with
        {
            Records =
            [
                .. page.Records.Select(x =>
                    IsBilled(x) && ours.Contains(x.BilledAs, StringComparer.Ordinal)
                        ? x with
                        {
                            Fact = (Work)x.Fact with { IsBilledElsewhere = false },
                        }
                        : x
                ),
            ],
        };
    }

    private static bool IsBilled(SourceRecord record) =>
        record is { BilledAs: not null, Fact: Work { IsBilledElsewhere: true } };
}
