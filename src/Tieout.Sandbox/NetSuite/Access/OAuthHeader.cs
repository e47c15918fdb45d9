namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>The parameters of an <c>Authorization: OAuth</c> header, RFC 5849 section 3.5.1.</summary>
internal sealed class OAuthHeader
{
    private const string Scheme = "OAuth ";

    private readonly Dictionary<string, string> _values;

    private OAuthHeader(Dictionary<string, string> values) => _values = values;

    /// <summary>A parameter; empty when it is not there.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, string.Empty);

    /// <summary>Names and values that are signed: all but the realm and the signature.</summary>
    public IEnumerable<(string Name, string Value)> Signed =>
        _values
            .Where(x => x.Key is not ("realm" or "oauth_signature"))
            .Select(x => (x.Key, x.Value));

    /// <summary>Reads a header; none when it is of another scheme or has a parameter twice.</summary>
    public static OAuthHeader? Parse(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header[Scheme.Length..].Split(','))
        {
            var parts = pair.Trim().Split('=', 2);
            if (
                parts is not [var name, var value]
                || !values.TryAdd(
                    Uri.UnescapeDataString(name),
                    Uri.UnescapeDataString(value.Trim('"'))
                )
            )
            {
                return null;
            }
        }

        return new OAuthHeader(values);
    }
}
