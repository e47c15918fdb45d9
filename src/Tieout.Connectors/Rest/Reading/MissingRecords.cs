using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Finds out which of the records that were delivered and are missing are gone.</summary>
/// <remarks>
/// A record that moved, or a user who may see less, is missing as well: each is asked for by its id,
/// and many at once are not believed.
/// </remarks>
internal sealed class MissingRecords(RestResource resource, RestClient client)
{
    private const int GoneAtOnceMax = 20;
    private const int GoneAtOncePercentMax = 10;
    private const int LengthMax = 28_000;
    private const int LengthMaxAlone = 60_000;

    /// <summary>The ids as a cursor has them; none when nobody asked for deletions.</summary>
    /// <exception cref="ConnectorException">There are more than fit.</exception>
    public string? Watch(IEnumerable<string> ids)
    {
        if (resource.Deletions is null)
        {
            return null;
        }

        var watched = ids.ToHashSet(StringComparer.Ordinal);
        var text = IdSet.Format(watched);
        var most = resource.Deletions.IsAll ? LengthMaxAlone : LengthMax;
        return text is null || text.Length <= most
            ? text
            // Forgetting some would mean that their deletion is never noticed.
            : throw new ConnectorException(
                ConnectorFault.Settings,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"rest.too-many-to-watch: {resource.Name} has {watched.Count} records, too many to watch for deletion. Take a smaller window, or leave deletions out."
                )
            );
    }

    /// <summary>Some more ids. What does not fit is left out, which the end of the reading tells.</summary>
    public static string? Add(string? watched, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
        {
            return watched;
        }

        var all = IdSet.Parse(watched);
        all.UnionWith(ids);
        return IdSet.Format(all) is { Length: <= LengthMaxAlone } text ? text : watched;
    }

    /// <summary>Those that the system says it has no more.</summary>
    /// <param name="missing">Their ids.</param>
    /// <param name="watched">How many were there before.</param>
    /// <param name="scope">What the placeholders of the reading mean.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">Too many are gone to be believed.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(
        IEnumerable<string> missing,
        int watched,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        var gone = new List<string>();
        if (resource.Deletions is not { } deletions)
        {
            return gone;
        }

        var most = Math.Max(GoneAtOnceMax, watched * GoneAtOncePercentMax / 100);
        foreach (var id in missing.Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await AskAsync(deletions, id, scope, cancellationToken))
            {
                continue;
            }

            gone.Add(id);
            if (gone.Count > most && !deletions.MassAllowed)
            {
                throw new ConnectorException(
                    ConnectorFault.Settings,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"rest.mass-delete: more than {most} of {watched} records of {resource.Name} are gone at once, which is not taken as deletions. Check that the hub's user still sees all. If they were really deleted, set deletions.allowMass: true for one run."
                    )
                );
            }
        }

        // One who may not see a record is told the same as if it were gone.
        if (gone.Count > 0)
        {
            await client.CheckReadingAsync(cancellationToken);
        }

        return gone;
    }

    /// <summary>Whether what a list tells as deleted is there all the same: it may have been restored.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="scope">What the placeholders of the reading mean.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">The system did not answer.</exception>
    public async Task<bool> IsThereAsync(
        string id,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return resource.Deletions is { } deletions
                && await AskAsync(deletions, id, scope, cancellationToken);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Contract)
        {
            // However the system says that it knows no such record.
            return false;
        }
    }

    private async Task<bool> AskAsync(
        RestDeletions deletions,
        string id,
        Scope scope,
        CancellationToken cancellationToken
    )
    {
        var request = new RestRequest(
            deletions.Confirm,
            scope.Within(JsonSerializer.SerializeToElement(new { id }))
        );
        return await client.TryReadAsync(request, cancellationToken) is { } answer
            && IsThere(deletions, answer);
    }

    private static bool IsThere(RestDeletions deletions, RestAnswer answer) =>
        deletions.Record is not { } record
        || answer.Body.ValueKind is not JsonValueKind.Undefined
            && record.Find(new Place(answer.Body))
                is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };
}
