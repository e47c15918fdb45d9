using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>A source, with the test's names in place of the system's ids.</summary>
internal sealed class RenamedSource(ISource source, IReadOnlyDictionary<string, string> ids)
    : MappedSource(source)
{
    protected override SourceRecord Map(SourceRecord record)
    {
        if (record.Fact is not TimeEntry entry)
        {
            return record;
        }

        var id = entry.Id.Value.Split('/')[^1];
        var name = ids.First(x => id.Equals(x.Value, StringComparison.Ordinal)).Key;
        var renamed = WorkId.Parse($"time/{System}/{name}");
        return record with { Fact = entry with { Id = renamed } };
    }

    protected override RejectedRecord Map(RejectedRecord rejected) =>
        rejected.Identity?.Split('/') is ["time", _, var id]
        && ids.FirstOrDefault(x => id.Equals(x.Value, StringComparison.Ordinal)).Key is { } name
            ? rejected with
            {
                Identity = $"time/{System}/{name}",
            }
            : rejected;
}
