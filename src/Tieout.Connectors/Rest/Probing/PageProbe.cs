using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Probing;

/// <summary>Reads the first pages of a list and looks whether they are different ones.</summary>
/// <param name="pagesMax">No more are read.</param>
internal sealed class PageProbe(RestClient client, RestResource resource, int pagesMax)
{
    private readonly PagingCheck _check = new(resource);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<int> _counts = [];

    /// <summary>What was read, in the order of the list.</summary>
    public List<Place> Records { get; } = [];

    /// <summary>What the pages showed.</summary>
    public string Told { get; private set; } = "not reached";

    /// <summary>It cannot be read further than it was.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Reads them; what was read before something went wrong is kept.</summary>
    public async Task ReadAsync(
        Scope scope,
        ICollection<string> problems,
        ICollection<string> notes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Told = await PagesAsync(scope, problems, cancellationToken);
            _check.Tell(problems, notes);
        }
        catch (ConnectorException e)
        {
            problems.Add(e.Message);
            IsStopped = true;
            Told = _counts.Count switch
            {
                0 => "not reached",
                1 => "stopped after the first page",
                var count => string.Create(
                    CultureInfo.InvariantCulture,
                    $"stopped after {count} pages"
                ),
            };
        }
    }

    private async Task<string> PagesAsync(
        Scope scope,
        ICollection<string> problems,
        CancellationToken cancellationToken
    )
    {
        var walk = new RecordWalk(client, resource);
        string? position = null;
        do
        {
            var page = await walk.ReadAsync(scope, position, cancellationToken);
            position = page.Next;
            var prints = page.Records.Select(x => Fingerprint.Of(x.Value)).ToList();
            _counts.Add(page.Records.Count);
            if (prints.Count > 0 && prints.TrueForAll(_known.Contains))
            {
                // The same records are not counted twice; a reading to the end would not come to one.
                IsStopped = true;
                return Repeated(problems);
            }

            _check.Add(page);
            Records.AddRange(page.Records);
            _known.UnionWith(prints);
        } while (position is not null && _counts.Count < pagesMax);

        return Description(isAtEnd: position is null);
    }

    private string Repeated(ICollection<string> problems)
    {
        if (_counts.Count == 2)
        {
            problems.Add("The second page has the records of the first again; check paging.");
            return "repeats the first page";
        }

        problems.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Page {_counts.Count} has records of the pages before it again; check paging."
            )
        );
        return "repeats itself";
    }

    private string Description(bool isAtEnd) =>
        _counts switch
        {
            [0] => "the list is empty",
            [_] when isAtEnd => "one page",
            [_] => string.Create(
                CultureInfo.InvariantCulture,
                $"{_counts[0]} on the first page, and there are more"
            ),
            [var first, var second] => string.Create(
                CultureInfo.InvariantCulture,
                $"{first} on the first page, {second} on the second"
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{_counts.Sum()} on {_counts.Count} pages, {(isAtEnd ? "the last one included" : "and there are more")}"
            ),
        };
}
