using System.Globalization;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Probing;

/// <summary>Tells of a list whose paging may end before the list does.</summary>
/// <remarks>
/// Nothing else tells: a reading that ends too early is like one of a short list. Many systems leave out on the
/// last page what leads to the next one, so that it counts as misspelt only where something else speaks of more.
/// </remarks>
internal sealed class PagingCheck(RestResource resource)
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private RestAnswer? _last;
    private long _records;
    private int _pages;
    private bool _isAtEnd;

    /// <summary>Takes note of a page that was read, in the order of the list.</summary>
    public void Add(RestPage page)
    {
        if (page.Answer is not { } answer)
        {
            return;
        }

        _last = answer;
        _pages++;
        _records += page.Records.Count;
        _isAtEnd = page.Next is null && resource.Each is null;
        foreach (var path in Named().Where(x => x.Find(new Place(answer.Body)) is not null))
        {
            _found.Add(path.Text);
        }

        if (Header is { } header && answer.Headers.ContainsKey(header))
        {
            _found.Add(header);
        }
    }

    /// <summary>Sorts what there is to say into what has to be put right and what has to be looked at.</summary>
    public void Tell(ICollection<string> problems, ICollection<string> notes)
    {
        if (_last is null || _records == 0)
        {
            return;
        }

        var isMissing = Named().Any(IsMissing) || IsHeaderMissing;
        var more =
            isMissing || !IsSureOfEnd
                ? [.. PagingSigns.OfMore(_last, resource.Records)]
                : Array.Empty<string>();
        var totals = _isAtEnd
            ? PagingSigns.OfTotals(_last, resource.Records, _records, _pages).ToList()
            : [];
        foreach (var path in Named().Where(IsMissing))
        {
            Tell(path, more.Length + totals.Count > 0, problems, notes);
        }

        if (IsHeaderMissing)
        {
            notes.Add($"The header '{Header}' of paging is in no answer.");
        }

        if (_isAtEnd && more.Length + totals.Count > 0)
        {
            var read = string.Create(
                CultureInfo.InvariantCulture,
                $"{_records} records were read on {(_pages == 1 ? "one page" : $"{_pages} pages")}"
            );
            var cure = resource.Paging is RestPaging.None ? "Say paging" : "Check paging";
            notes.Add(
                $"{read}, and the answer looks as if there were more: {string.Join(", ", [.. more, .. totals])}. {cure}."
            );
        }
    }

    private string? Header => (resource.Paging as RestPaging.Token)?.Header;

    private bool IsHeaderMissing => Header is { } header && !_found.Contains(header);

    /// <summary>The paging itself has seen the end, by an empty page or by what the answer says.</summary>
    private bool IsSureOfEnd =>
        resource.Paging switch
        {
            RestPaging.None or RestPaging.LinkHeader => false,
            RestPaging.Offset offset => offset.Total is not null || !offset.EndsShort,
            RestPaging.Number number => number.Pages is not null || !number.EndsShort,
            _ => true,
        };

    /// <summary>A member that says how many there are is in each answer, whichever page it is.</summary>
    private bool IsInEach => resource.Paging is RestPaging.Offset or RestPaging.Number;

    private bool IsMissing(DataPath path) => !_found.Contains(path.Text);

    /// <summary>The members of an answer that the paging names.</summary>
    private IEnumerable<DataPath> Named()
    {
        IEnumerable<DataPath?> named = resource.Paging switch
        {
            RestPaging.Offset offset => [offset.Total],
            RestPaging.Number number => [number.Pages],
            RestPaging.NextUrl url => [url.Next],
            // Where a flag says that there is no more, the token may be left out.
            RestPaging.Token { More: { } more } => [more],
            RestPaging.Token token => [token.Next],
            RestPaging.Keyset keyset => [keyset.More],
            _ => [],
        };
        return named.OfType<DataPath>();
    }

    private void Tell(
        DataPath path,
        bool isMoreTold,
        ICollection<string> problems,
        ICollection<string> notes
    )
    {
        var answer = new Place(_last!.Body, IsAnswer: true);
        var message =
            $"'{path.Text}' of paging is in no answer; {PathGap.Of(path, answer, "the answer")}.";
        if (IsInEach || isMoreTold || PathGap.Meant(path, answer) is not null)
        {
            problems.Add(message);
        }
        else
        {
            notes.Add($"{message} That is as it should be where the last page goes without it.");
        }
    }
}
