using System.Text;
using Tieout.Connect;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Makes the addresses that are asked, none of them of another host.</summary>
internal sealed class RestAddress(Uri root)
{
    public Uri Root => root;

    /// <summary>The address of a request.</summary>
    /// <exception cref="ConnectorException">A placeholder of the path has no value.</exception>
    public Uri Of(RestRequest request)
    {
        if (request.Address is { } next)
        {
            return WithMore(next, request.More ?? []);
        }

        var path =
            request.Call.Path.Fill(request.Scope, x => IsWhole(x) ? x : Uri.EscapeDataString(x))
            ?? throw request.Scope.Unsendable(
                request.Call.Path.Empty(request.Scope).First(),
                $"has no value, and the path '{request.Call.Path.Text}' needs one."
            );
        var query = new StringBuilder();
        foreach (var (name, template) in request.Call.Query)
        {
            if (template.Fill(request.Scope) is { Length: > 0 } value)
            {
                Add(query, name, value);
            }
        }

        foreach (var (name, value) in request.More ?? [])
        {
            Add(query, name, value);
        }

        var whole = Within(path.TrimStart('/'));
        if (query.Length == 0)
        {
            return whole;
        }

        var joint = whole.Query.Length > 0 ? "&" : "?";
        return new Uri(whole.AbsoluteUri + joint + query);
    }

    /// <summary>An address that the system named, relative or whole.</summary>
    /// <exception cref="ConnectorException">It is somewhere else: credentials would go there.</exception>
    public Uri Within(string address)
    {
        if (
            !Uri.TryCreate(root, address, out var uri)
            || !uri.Scheme.Equals(root.Scheme, StringComparison.Ordinal)
            || !uri.Authority.Equals(root.Authority, StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"The system names an address that is not at {root.GetLeftPart(UriPartial.Authority)}; nothing is sent there."
            );
        }

        return uri;
    }

    /// <summary>A next page's address may lack what every request needs, such as a key.</summary>
    private static Uri WithMore(Uri next, IReadOnlyList<KeyValuePair<string, string>> more)
    {
        var query = new StringBuilder(next.Query.TrimStart('?'));
        foreach (var (name, value) in more)
        {
            if (!next.Query.Contains($"{Uri.EscapeDataString(name)}=", StringComparison.Ordinal))
            {
                Add(query, name, value);
            }
        }

        return new UriBuilder(next) { Query = query.ToString() }.Uri;
    }

    /// <summary>A token that is an address itself, as delta links are.</summary>
    private static bool IsWhole(string value) =>
        value.StartsWith("https://", StringComparison.Ordinal)
        || value.StartsWith("http://", StringComparison.Ordinal);

    private static void Add(StringBuilder query, string name, string value) =>
        query
            .Append(query.Length > 0 ? "&" : string.Empty)
            .Append(Uri.EscapeDataString(name))
            .Append('=')
            .Append(Uri.EscapeDataString(value));
}
