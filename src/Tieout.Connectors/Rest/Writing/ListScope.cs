using NodaTime.Text;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>What a listing of documents may name: what their references begin with, and which days are meant.</summary>
internal static class ListScope
{
    private const string Prefix = "prefix";
    private const string From = "from";
    private const string To = "to";

    /// <summary>Where all days are meant; SQL has no earlier ones.</summary>
    private static readonly DateInterval Ever = new(new(1900, 1, 1), new(2999, 12, 31));

    /// <summary>The names of placeholders.</summary>
    public static IReadOnlyList<string> Names { get; } = [Prefix, From, To];

    /// <summary>For one listing.</summary>
    public static Scope Of(RestClient client, string prefix, DateInterval? dates) =>
        client.Scopes.With(
            (Prefix, prefix),
            (From, LocalDatePattern.Iso.Format((dates ?? Ever).Start)),
            (To, LocalDatePattern.Iso.Format((dates ?? Ever).End))
        );
}
