using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Reads a list page by page; a place in it is a text that a cursor can hold.</summary>
internal sealed class PageWalk(RestClient client, RestListing listing)
{
    private const int NamesMax = 8;

    /// <summary>Reads the page at a place.</summary>
    /// <param name="scope">What the placeholders of the request mean.</param>
    /// <param name="position">None for the first page.</param>
    /// <param name="around">What the answer belongs to; none as a rule.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">An error, or no list where the manifest says so.</exception>
    public async Task<RestPage> ReadAsync(
        Scope scope,
        string? position,
        Place? around,
        CancellationToken cancellationToken
    )
    {
        var request = RequestOf(scope, position);
        var answer = await client.ReadAsync(request, cancellationToken);
        var records = RecordsOf(answer, request, around, out var count);
        var next = NextOf(answer, records, count, position);
        if (next is not null && string.Equals(next, position, StringComparison.Ordinal))
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"{request.Name}: the next page is the same page again; check paging{ParameterHint}."
            );
        }

        return new RestPage(records, next, answer.Body) { Answer = answer };
    }

    /// <summary>Every record of the list; so many pages and no more.</summary>
    /// <param name="scope">What the placeholders of the request mean.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">An error, or no end.</exception>
    public async IAsyncEnumerable<Place> AllAsync(
        Scope scope,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? position = null;
        for (var pages = 1; pages == 1 || position is not null; pages++)
        {
            if (pages > client.PagesMax)
            {
                throw new ConnectorException(
                    ConnectorFault.Contract,
                    "A list has more pages than limits.pagesMax; check paging."
                );
            }

            var page = await ReadAsync(scope, position, around: null, cancellationToken);
            foreach (var record in page.Records)
            {
                yield return record;
            }

            position = page.Next;
        }
    }

    /// <summary>For messages: what takes the place of the next page, which the system may not know.</summary>
    private string ParameterHint =>
        listing.Paging is RestPaging.Token { Parameter: { } parameter }
            ? $" and its parameter '{parameter}'"
            : string.Empty;

    private RestRequest RequestOf(Scope scope, string? position)
    {
        var request = new RestRequest(listing.Call, scope);
        return listing.Paging switch
        {
            RestPaging.Offset offset => At(
                request with
                {
                    More = [.. Parameter(offset.LimitParameter, offset.Size)],
                },
                offset.Parameter,
                Number(position, 0)
            ),
            RestPaging.Number number => At(
                request with
                {
                    More = [.. Parameter(number.SizeParameter, number.Size)],
                },
                number.Parameter,
                Number(position, number.First)
            ),
            RestPaging.Token token when position is not null => At(
                request,
                token.Parameter,
                position
            ),
            RestPaging.Keyset keyset when (position ?? keyset.First) is { } key => At(
                request,
                keyset.Parameter,
                key
            ),
            RestPaging.LinkHeader or RestPaging.NextUrl when position is not null => request with
            {
                Address = client.Address.Within(position),
            },
            _ => request,
        };
    }

    /// <summary>A page's place goes where the request has it, and into the parameter where there is one.</summary>
    private static RestRequest At<T>(RestRequest request, string? parameter, T page)
    {
        var value = JsonSerializer.SerializeToElement(page);
        var more = request.More ?? [];
        return request with
        {
            Scope = request.Scope.Within("page", value),
            More = parameter is null ? more : [.. more, new(parameter, JsonTexts.TextOf(value)!)],
        };
    }

    private List<Place> RecordsOf(
        RestAnswer answer,
        RestRequest request,
        Place? around,
        out int count
    )
    {
        var path = listing.Records;
        var body = new Place(answer.Body, around, IsAnswer: true);
        var list =
            answer.Body.ValueKind is JsonValueKind.Undefined ? null : path.FindList(answer.Body);
        switch (list?.ValueKind)
        {
            case JsonValueKind.Array:
                count = list.Value.GetArrayLength();
                var all = path.IsMany ? path : DataPath.Parse(path.Text + "[*]");
                return Flat(path, all.FindAll(body), body);
            case JsonValueKind.Object
                when path is { IsMany: true, Root: not null } && IsRecords(list.Value):
                // Records, or lists of them, by their ids: the order is that of the answer.
                count = JsonTexts.ItemsOf(list.Value).Count();
                return Flat(path, path.FindAll(body), body);
            case JsonValueKind.Null:
                count = 0;
                return [];
            default:
                throw new ConnectorException(
                    ConnectorFault.Contract,
                    $"The answer to {request.Name} has no list at '{(path.Text.Length == 0 ? "its beginning" : path.Text)}'; it is {Describe(answer.Body)}{Said(answer)}."
                );
        }
    }

    /// <summary>Some systems say with the status 200 what went wrong, GraphQL among them.</summary>
    private string Said(RestAnswer answer) =>
        client.SaidIn(answer) is { } said ? $". It says: {said}" : string.Empty;

    private static bool IsRecords(JsonElement byIds) =>
        JsonTexts
            .ItemsOf(byIds)
            .All(x => x.ValueKind is JsonValueKind.Object or JsonValueKind.Array);

    /// <summary>The records in lists where lists were found.</summary>
    private static List<Place> Flat(DataPath path, IEnumerable<Place> places, Place body)
    {
        var found = places.ToList();
        return found.Exists(x => x.Value.ValueKind is JsonValueKind.Array)
            ? [.. DataPath.Parse(path.Text + "[*]").FindAll(body)]
            : found;
    }

    private string? NextOf(RestAnswer answer, List<Place> records, int count, string? position)
    {
        var body = new Place(answer.Body);
        switch (listing.Paging)
        {
            case RestPaging.Offset offset:
                var done = Number(position, 0) + count;
                var isAtEnd = NumberAt(offset.Total, body) is { } total
                    ? done >= total
                    : offset.EndsShort && count < offset.Size;
                return count == 0 || isAtEnd ? null : Text(done);
            case RestPaging.Number number:
                var page = Number(position, number.First);
                var isLast = NumberAt(number.Pages, body) is { } pages
                    ? page - number.First + 1 >= pages
                    : number.EndsShort && count < number.Size;
                return count == 0 || isLast ? null : Text(page + 1);
            case RestPaging.LinkHeader:
                return answer.NextLink;
            case RestPaging.NextUrl url:
                return TextAt(url.Next, body);
            case RestPaging.Token token:
                return token.More is { } more && TextAt(more, body) is not "true"
                    ? null
                    : TokenOf(token, answer);
            case RestPaging.Keyset keyset:
                var hasMore = keyset.More is { } tells ? TextAt(tells, body) is "true" : count > 0;
                return hasMore && records is [.., var last] ? TextAt(keyset.Key, last) : null;
            default:
                return null;
        }
    }

    private static string? TokenOf(RestPaging.Token token, RestAnswer answer) =>
        token.Header is { } header
            ? answer.Headers.GetValueOrDefault(header) is { Length: > 0 } text
                ? text
                : null
            : TextAt(token.Next!, new Place(answer.Body));

    private static IEnumerable<KeyValuePair<string, string>> Parameter(string? name, int size) =>
        name is null ? [] : [new(name, Text(size))];

    private static string? TextAt(DataPath path, Place place) =>
        path.Find(place) is { } value && JsonTexts.TextOf(value) is { Length: > 0 } text
            ? text
            : null;

    private static long? NumberAt(DataPath? path, Place place) =>
        path is not null
        && TextAt(path, place) is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static long Number(string? position, int first) =>
        long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : first;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Describe(JsonElement body) =>
        body.ValueKind switch
        {
            JsonValueKind.Object => "an object with "
                + string.Join(", ", body.EnumerateObject().Select(x => x.Name).Take(NamesMax)),
            JsonValueKind.Undefined => "empty",
            _ => JsonTexts.KindOf(body),
        };
}
