using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>One list of records that is read.</summary>
/// <param name="Format">The feed's columns, as files have them.</param>
/// <param name="Records">The list in an answer.</param>
/// <param name="Id">The system's own id of a record.</param>
/// <param name="IsOfDeleted">The list tells what is gone.</param>
internal sealed record RestResource(
    string Name,
    FeedFormat Format,
    RestCall Call,
    DataPath Records,
    IReadOnlyList<RestCondition> Where,
    RestPaging Paging,
    RestChanges Changes,
    RestDeletions? Deletions,
    DataPath? Id,
    bool IsOfDeleted,
    IReadOnlyList<RestField> Fields,
    IReadOnlyList<RestRows> Rows
)
{
    /// <summary>What the hub reads of it. Another list of a manifest may tell what is gone of it.</summary>
    public Feed FeedAmong(IEnumerable<RestResource> all) =>
        new(Name, Format.Feed.IsMasterData, Format.Feed.IsReceipts)
        {
            Deletions =
                Fields.Any(x => x.Column is "deleted")
                || all.Any(x => x.IsOfDeleted && x.Format == Format)
                    ? Connect.Deletions.Told
                : Deletions is null ? Connect.Deletions.Unnoticed
                : Connect.Deletions.Noticed,
            ReadableWithin = Changes is RestChanges.Since since ? since.Overlap : TimeSpan.Zero,
        };
}
