using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>One list of records that is read.</summary>
/// <param name="Format">The feed's columns, as files have them.</param>
/// <param name="Records">The list in an answer.</param>
/// <param name="Id">The system's own id of a record.</param>
/// <param name="IsOfDeleted">The list tells what is gone.</param>
/// <param name="Each">The list is read once for each record of this one; once when none.</param>
/// <param name="When">A setting without which the list is not read; always when none.</param>
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
    IReadOnlyList<RestRows> Rows,
    RestEach? Each,
    string? When
)
{
    /// <summary>It is no feed of its own, see <see cref="RestDeletions.IsAll"/>.</summary>
    public bool IsWatch => Deletions is { IsAll: true };

    /// <summary>The list that is read for the ids of this one's records.</summary>
    public RestResource? WatchAmong(IEnumerable<RestResource> all) =>
        Changes is RestChanges.Since && !IsOfDeleted
            ? all.FirstOrDefault(x => x.IsWatch && x.Format == Format)
            : null;

    /// <summary>What the hub reads of it. Another list of a manifest may tell what is gone of it.</summary>
    public Feed FeedAmong(IReadOnlyCollection<RestResource> all) =>
        new(Name, Format.Feed.IsMasterData, Format.Feed.HoldsUpBilling)
        {
            Deletions =
                all.Any(x => x.IsOfDeleted && x.Format == Format) ? Connect.Deletions.Told
                : Deletions is not null || WatchAmong(all) is not null ? Connect.Deletions.Noticed
                : Fields.Any(x => x.Column is "deleted") ? Connect.Deletions.Told
                : Connect.Deletions.Unnoticed,
            ReadableWithin = Changes is RestChanges.Since since ? since.Overlap : TimeSpan.Zero,
        };

    /// <summary>Whether it is read when hub.yaml sets this.</summary>
    public bool IsMeant(IReadOnlyDictionary<string, string> settings, RestManifest manifest) =>
        When is null
        || (settings.GetValueOrDefault(When) ?? manifest.Settings.GetValueOrDefault(When))
            is not (null or "" or "false");
}
