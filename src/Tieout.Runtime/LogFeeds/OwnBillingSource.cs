using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.LogFeeds;

/// <summary>A source that is written back to: what it says is billed on an invoice of the hub is not billed elsewhere.</summary>
/// <remarks>
/// A mark stands for all work of a record, also for what was added to it later. So it is the hub's where a document
/// with that number has work that is marked as one with it; two ledgers may give the same number.
/// </remarks>
internal sealed class OwnBillingSource(
    ISource inner,
    IWriteBack writeBack,
    IEventLog log,
    IReadStore tables,
    Func<long, CancellationToken, Task> caughtUp
) : MappedSource(inner)
{
    /// <inheritdoc/>
    protected override async Task<Page> MapAsync(Page page, CancellationToken cancellationToken)
    {
        var groups = page
            .Records.Where(IsBilled)
            .Select(x => writeBack.MarkedWith(((Work)x.Fact).Id))
            .Where(x => x.Count > 0)
            .DistinctBy(x => x[0])
            .ToList();
        if (groups.Count == 0)
        {
            return page;
        }

        // What was marked before a restart, the tables may have to learn anew.
        await caughtUp(await log.GetHeadAsync(cancellationToken), cancellationToken);
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var numbers = await BilledWorkQuery.NumbersAsync(
            moment,
            groups.SelectMany(x => x),
            cancellationToken
        );
        return page with
        {
            Records = [.. page.Records.Select(x => IsOurs(x, numbers) ? Own(x) : x)],
        };
    }

    private static bool IsBilled(SourceRecord record) =>
        record.Fact is Work { IsBilledElsewhere: true, BilledOn: not null };

    private bool IsOurs(SourceRecord record, ILookup<WorkId, string> numbers) =>
        IsBilled(record)
        && writeBack
            .MarkedWith(((Work)record.Fact).Id)
            .Any(x => numbers[x].Contains(((Work)record.Fact).BilledOn, StringComparer.Ordinal));

    private static SourceRecord Own(SourceRecord record) =>
        record with
        {
            Fact = ((Work)record.Fact).WithoutForeignBilling(),
        };
}
