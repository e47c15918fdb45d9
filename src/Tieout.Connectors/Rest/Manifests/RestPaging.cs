using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How the next page of a list is asked for.</summary>
internal abstract record RestPaging
{
    private RestPaging() { }

    /// <summary>The answer is the whole list.</summary>
    public sealed record None : RestPaging;

    /// <summary>By the number of records before the page.</summary>
    /// <param name="Parameter">None where the request has a placeholder for it; likewise in the others.</param>
    /// <param name="Total">Where the answer tells how many there are in all.</param>
    /// <param name="EndsShort">A page with fewer records than were asked for is the last.</param>
    public sealed record Offset(
        string? Parameter,
        string? LimitParameter,
        int Size,
        DataPath? Total,
        bool EndsShort
    ) : RestPaging;

    /// <summary>By the page's number.</summary>
    /// <param name="Pages">Where the answer tells how many pages there are.</param>
    /// <param name="EndsShort">A page with fewer records than were asked for is the last.</param>
    public sealed record Number(
        string? Parameter,
        int First,
        string? SizeParameter,
        int Size,
        DataPath? Pages,
        bool EndsShort
    ) : RestPaging;

    /// <summary>Link: &lt;address&gt;; rel="next" of RFC 8288.</summary>
    public sealed record LinkHeader : RestPaging;

    /// <summary>The answer has the next page's address.</summary>
    public sealed record NextUrl(DataPath Next) : RestPaging;

    /// <summary>The answer has a token that is sent back.</summary>
    /// <param name="Next">Where the answer has it; none when a header has it.</param>
    /// <param name="Header">Has it instead of the body.</param>
    /// <param name="More">Where the answer says that there is more; the token says it when none.</param>
    public sealed record Token(string? Parameter, DataPath? Next, string? Header, DataPath? More)
        : RestPaging;

    /// <summary>The next page begins after the key of the last record.</summary>
    public sealed record Keyset(string? Parameter, DataPath Key, string? First, DataPath? More)
        : RestPaging;
}
