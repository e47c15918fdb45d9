using Microsoft.OData.UriParser;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>Where an address leads, segment by segment.</summary>
/// <param name="options">Of the query, other than OData's: <c>company</c>.</param>
internal sealed class NavPlace(
    ObjectStore store,
    SandboxClock clock,
    IdSeries ids,
    IEnumerable<QueryNode> options
)
{
    private Func<IReadOnlyList<NavRecord>> _records = () => [];
    private NavRecord? _one;
    private string _address = string.Empty;

    /// <summary>How long before now what is written seems to have been written.</summary>
    public TimeSpan Late { get; init; }

    public Resource Resource { get; private set; } = Resources.Company;

    public CompanyBook? Book { get; private set; }

    /// <summary>The record whose parts these are; none for a set of a company.</summary>
    public NavRecord? Parent { get; private set; }

    public Navigation? Way { get; private set; }

    public bool IsOne { get; private set; }

    public bool IsCount { get; private set; }

    public Field? Property { get; private set; }

    public string? Action { get; private set; }

    /// <summary>The one record.</summary>
    public NavRecord Record => _one!;

    public IReadOnlyList<NavRecord> Records => _records();

    /// <summary>As the context of an answer names the set.</summary>
    public string Context { get; private set; } = string.Empty;

    public CompanyBook RequireBook() => Book ?? throw Refusals.NoCompany(string.Empty);

    /// <summary>Removes a record that belongs to no company.</summary>
    public void Forget() => store.Remove(Resource.Set, Record.Id);

    public void Step(ODataPathSegment segment)
    {
        switch (segment)
        {
            case EntitySetSegment set:
                EnterSet(set.EntitySet.Name);
                break;
            case NavigationPropertySegment way:
                Follow(way.NavigationProperty.Name);
                break;
            case KeySegment key:
                Pick(KeyOf(key));
                break;
            case OperationSegment operation:
                Action = operation.Operations.First().Name;
                break;
            case CountSegment:
                IsCount = true;
                break;
            case PropertySegment property:
                Property = Resource.Find(property.Property.Name);
                break;
            default:
                throw Refusals.Request("Bad Request - Error in query syntax.");
        }
    }

    /// <summary>Where a record of the set is stored that belongs to no company.</summary>
    private IReadOnlyList<NavRecord> Common(string set) =>
        [.. store.All(set).Select(x => new NavRecord(Resources.Get(set), x))];

    private void EnterSet(string set)
    {
        Resource = Resources.Get(set);
        (_address, Context) = (set, set);
        if (set is Resources.Companies or Resources.Subscriptions)
        {
            _records = () => Common(set);
            return;
        }

        var asked = options
            .OfType<CustomQueryOptionNode>()
            .FirstOrDefault(x => string.Equals(x.Name, "company", StringComparison.Ordinal))
            ?.Value;
        var company = Common(Resources.Companies)
            .FirstOrDefault(x =>
                asked is not null && (x.IsSame("name", asked) || x.IsSame("id", asked))
            );
        Enter(company ?? throw Refusals.NoCompany(asked ?? string.Empty));
        _records = () => Book!.All(set);
    }

    private void Enter(NavRecord company) =>
        Book = new CompanyBook(store, clock, ids, company.Id) { Late = Late };

    private void Follow(string name)
    {
        Context = $"{_address}/{name}";
        _address = Context;
        var from = _one!;
        IsOne = false;
        if (ReferenceEquals(Resource, Resources.Company))
        {
            Resource = Resources.Get(name);
            _records = () => Book!.All(name);
            return;
        }

        var way = Resource.Way(name)!;
        (Parent, Way) = (from, way);
        Resource = Resources.Get(way.Target);
        _records = () => Book!.Along(from, way);
        if (!way.IsMany)
        {
            IsOne = true;
            Context = $"{Resources.Companies}({Book!.Id})/{way.Target}";
            _one = _records() is [var one, ..] ? one : throw Refusals.NoRecord(Resource, name);
        }
    }

    private static string KeyOf(KeySegment key) =>
        key.Keys.First().Value switch
        {
            Guid guid => guid.ToString("D"),
            var other => other?.ToString() ?? string.Empty,
        };

    private void Pick(string key)
    {
        IsOne = true;
        _one = _records().FirstOrDefault(x => x.IsSame(Resource.Key, key));
        if (ReferenceEquals(Resource, Resources.Company))
        {
            Enter(_one ?? throw Refusals.NoCompany(key));
        }

        _address = $"{_address}({key})";
        _one = _one ?? throw Refusals.NoRecord(Resource, key);
    }
}
