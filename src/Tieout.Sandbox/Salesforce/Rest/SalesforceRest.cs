using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Finds who answers a call. A call that is refused changes nothing.</summary>
internal sealed class SalesforceRest
{
    public const decimal OldestVersion = 31m;
    public const decimal NewestVersion = 67m;

    private readonly Org _org;
    private readonly RecordRoutes _records;
    private readonly ObjectRoutes _objects;
    private readonly QueryRoutes _queries;
    private readonly CollectionRoutes _collections;
    private readonly CompositeRoutes _composite;
    private readonly UsageDesk _usage;

    public SalesforceRest(Org org, UsageDesk usage)
    {
        _org = org;
        _usage = usage;
        Writer = new RecordWriter(org);
        Bin = new RecycleBin(org, Writer);
        _records = new RecordRoutes(org, Writer, Bin);
        _objects = new ObjectRoutes(org);
        _queries = new QueryRoutes(org);
        _collections = new CollectionRoutes(org, Writer, Bin);
        _composite = new CompositeRoutes(org, Answer);
    }

    public RecordWriter Writer { get; }

    public RecycleBin Bin { get; }

    public ApiAnswer Answer(ApiRequest request, CallContext context)
    {
        try
        {
            return request.Version is < OldestVersion or > NewestVersion
                ? throw new SalesforceException(SalesforceError.NotFound)
                : _org.Store.Change(() => Route(request, context));
        }
        catch (SalesforceException e)
        {
            return ApiAnswer.Refused(e.Errors);
        }
    }

    private ApiAnswer Route(ApiRequest request, CallContext context) =>
        request.Segments switch
        {
            [] => ObjectRoutes.Resources(request),
            ["sobjects"] => _objects.Global(request),
            ["sobjects", var kind, "describe"] => _objects.Describe(request, kind),
            ["sobjects", var kind, "updated"] => _objects.Updated(request, kind),
            ["sobjects", var kind, "deleted"] => _objects.Deleted(request, kind),
            ["sobjects", var kind] when request.Method is "GET" => _objects.Basic(request, kind),
            ["sobjects", ..] => _records.Answer(request, context),
            ["query" or "queryAll", ..] => _queries.Answer(request),
            ["search" or "parameterizedSearch"] => new SearchRoutes(_org).Answer(request),
            ["composite", "sobjects", ..] => _collections.Answer(request, context),
            ["composite"] or ["composite", "graph"] or ["composite", "batch"] => _composite.Answer(
                request,
                context
            ),
            ["limits"] => ApiAnswer.Ok(_usage.Limits()),
            ["recent"] => _objects.Recent(request),
            _ => throw new SalesforceException(SalesforceError.NotFound),
        };
}
