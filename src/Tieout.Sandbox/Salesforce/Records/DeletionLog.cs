using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>What was changed and what was deleted between two instants.</summary>
internal sealed class DeletionLog(Org org)
{
    /// <summary>Records that left the recycle bin before their time.</summary>
    public const string PurgedKind = "~purged";

    /// <summary>Ids and instants of deletion, oldest first; 15 days back at most.</summary>
    public IReadOnlyList<(string Id, DateTimeOffset Deleted)> Deleted(
        ObjectDefinition kind,
        DateTimeOffset start,
        DateTimeOffset end
    ) =>
        [
            .. org
                .Records.All(kind, withDeleted: true)
                .Where(x => x.Stored.IsDeleted)
                .Select(x => (x.Stored.Id, x.Stored.Modified))
                .Concat(Purged(kind))
                .Where(x => x.Modified >= start && x.Modified < end)
                .OrderBy(x => x.Modified)
                .ThenBy(x => x.Id, StringComparer.Ordinal),
        ];

    /// <summary>Ids of what was made or changed and is not deleted.</summary>
    public IReadOnlyList<string> Updated(
        ObjectDefinition kind,
        DateTimeOffset start,
        DateTimeOffset end
    ) =>
        [
            .. org
                .Records.All(kind, withDeleted: false)
                .Where(x => x.Stored.Modified >= start && x.Stored.Modified < end)
                .Select(x => x.Stored.Id),
        ];

    private IEnumerable<(string Id, DateTimeOffset Modified)> Purged(ObjectDefinition kind) =>
        org
            .Store.All(PurgedKind)
            .Where(x =>
                string.Equals(x.Fields["kind"]?.ToString(), kind.Name, StringComparison.Ordinal)
            )
            .Select(x => (x.Id, x.Modified));
}
