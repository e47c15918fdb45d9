using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.BusinessCentral.Queries;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>Answers the calls of API v2.0. Each is one change of the store: whole, or not at all.</summary>
internal sealed class NavService(ObjectStore store, SandboxClock clock, IdSeries ids)
{
    private long _errors;

    public NavAnswer Answer(NavRequest request)
    {
        try
        {
            return
                request is { Method: not "GET", Fault: FaultAction.FailRows rows }
                && rows.Rows.Contains(request.Row)
                ? Refuse(400, rows.Code, rows.Message)
                : store.Change(() => Carry(request));
        }
        catch (NavRefusalException e)
        {
            return Refuse(e.Status, e.Code, e.Message);
        }
        catch (ODataUnrecognizedPathException e)
        {
            return Refuse(404, "BadRequest_ResourceNotFound", e.Message);
        }
        catch (ODataException e)
        {
            return Refuse(400, "BadRequest", e.Message);
        }
    }

    public NavAnswer Refuse(int status, string code, string message)
    {
        var number = Interlocked.Increment(ref _errors);
        var correlation = ids.Of(FormattableString.Invariant($"error/{number}"));
        return NavAnswer.Error(status, code, message, correlation);
    }

    private NavAnswer Carry(NavRequest request)
    {
        var query = Parse(request);
        var place = new NavPlace(store, clock, ids, query.CustomQueryOptions)
        {
            Late = request.Late,
        };
        foreach (var segment in query.Path)
        {
            place.Step(segment);
        }

        FilterEvaluator.RequireSupported(query.Filter?.Expression, place.Resource);
        var answer = request.Method switch
        {
            "GET" => Read(request, query, place),
            "POST" => Post(request, place),
            "PATCH" => Change(request, place),
            "DELETE" => Delete(request, place),
            _ => throw Refusals.NotAllowed(request.Method, place.Resource),
        };
        return answer;
    }

    private static ODataUri Parse(NavRequest request)
    {
        var parser = new ODataUriParser(
            EdmBuilding.Model,
            request.Root,
            new Uri(request.Root, request.Relative)
        )
        {
            Resolver = new StringAsEnumResolver(),
            UrlKeyDelimiter = ODataUrlKeyDelimiter.Parentheses,
        };
        return parser.ParseUri();
    }

    private static NavAnswer Read(NavRequest request, ODataUri query, NavPlace place)
    {
        if (place.Action is not null)
        {
            throw Refusals.NotAllowed("GET", place.Resource);
        }

        var context = $"{request.Root}$metadata#{request.Path}";
        if (place.Property is { } field)
        {
            return new NavAnswer(
                200,
                new JsonObject
                {
                    ["@odata.context"] = context,
                    ["value"] = Rendering.Value(place.Record, field),
                }
            );
        }

        if (place.IsOne)
        {
            var shown = Rendering.Of(place.Record, query.SelectAndExpand, place.Book);
            shown.Insert(0, "@odata.context", $"{request.Root}$metadata#{place.Context}/$entity");
            return new NavAnswer(200, shown);
        }

        return List(request, query, place);
    }

    private static NavAnswer List(NavRequest request, ODataUri query, NavPlace place)
    {
        if (
            place is { Parent: null, Resource.RequiredFilter: { } required }
            && !FilterEvaluator.Asks(query.Filter, required, "id")
        )
        {
            throw Refusals.Dialog("You must specify an Id or a Document Id to get the lines.");
        }

        var pageSize = request.PageSize is { } size
            ? Math.Min(size, Listing.PageMax)
            : Listing.PageMax;
        var page = Listing.Of(place.Records, place.Resource, query, pageSize);
        if (place.IsCount)
        {
            return new NavAnswer(200, Text: page.Count.ToString(CultureInfo.InvariantCulture));
        }

        var body = new JsonObject
        {
            ["@odata.context"] = $"{request.Root}$metadata#{place.Context}",
        };
        if (query.QueryCount is true)
        {
            body["@odata.count"] = page.Count;
        }

        body["value"] = new JsonArray([
            .. page.Items.Select(x => (JsonNode)Rendering.Of(x, query.SelectAndExpand, place.Book)),
        ]);
        if (page.SkipToken is { } token)
        {
            body["@odata.nextLink"] = NextLink(request, query, page.Items.Count, token);
        }

        return new NavAnswer(200, body);
    }

    private static string NextLink(NavRequest request, ODataUri query, int given, string token)
    {
        var kept = request
            .Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(x => !IsOption(x, "$skip") && !IsOption(x, "$skiptoken") && !IsOption(x, "$top"))
            .Where(x => !x.StartsWith("aid=", StringComparison.Ordinal))
            .ToList();
        if (query.Top is { } top)
        {
            kept.Add(string.Create(CultureInfo.InvariantCulture, $"$top={top - given}"));
        }

        kept.Insert(0, "aid=FIN");
        kept.Add($"$skiptoken={token}");
        return $"{request.Root}{request.Path}?{string.Join('&', kept)}";
    }

    private static bool IsOption(string pair, string name) =>
        string.Equals(
            Uri.UnescapeDataString(pair.Split('=')[0]),
            name,
            StringComparison.OrdinalIgnoreCase
        );

    private static NavAnswer Post(NavRequest request, NavPlace place)
    {
        if (place.Action is { } action)
        {
            var book = place.RequireBook();
            RuleBook.Of(place.Resource).Act(book, place.Record, action);
            RuleBook.Settle(book);
            return new NavAnswer(204);
        }

        if (place.IsOne || !place.Resource.Verbs.HasFlag(Verbs.Insert))
        {
            throw Refusals.NotAllowed("insert", place.Resource);
        }

        var body = request.Body ?? throw Refusals.Request("The body of the request is empty.");
        var made = NavWriting.Insert(place, body);
        var shown = Rendering.Of(made, wanted: null, place.Book);
        shown.Insert(0, "@odata.context", $"{request.Root}$metadata#{place.Context}/$entity");
        return new NavAnswer(201, shown, Location: $"{request.Root}{request.Path}({made.Id})");
    }

    private static NavAnswer Change(NavRequest request, NavPlace place)
    {
        if (!place.IsOne || !place.Resource.Verbs.HasFlag(Verbs.Modify))
        {
            throw Refusals.NotAllowed("modify", place.Resource);
        }

        var body = request.Body ?? throw Refusals.Request("The body of the request is empty.");
        Etags.Require(request.IfMatch, place.Record.ETag);
        var changed = NavWriting.Modify(place, body);
        var shown = Rendering.Of(changed, wanted: null, place.Book);
        shown.Insert(0, "@odata.context", $"{request.Root}$metadata#{place.Context}/$entity");
        return new NavAnswer(200, shown);
    }

    private static NavAnswer Delete(NavRequest request, NavPlace place)
    {
        if (!place.IsOne || !place.Resource.Verbs.HasFlag(Verbs.Delete))
        {
            throw Refusals.NotAllowed("delete", place.Resource);
        }

        Etags.Require(request.IfMatch, place.Record.ETag);
        NavWriting.Delete(place);
        return new NavAnswer(204);
    }
}
