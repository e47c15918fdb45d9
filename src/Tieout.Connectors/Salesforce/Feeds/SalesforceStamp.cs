using NodaTime.Text;
using Tieout.Connect;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Instants as Salesforce writes and reads them.</summary>
internal static class SalesforceStamp
{
    private static readonly InstantPattern Literal = InstantPattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'"
    );

    /// <summary>Seconds since 1970.</summary>
    /// <exception cref="ConnectorException">It is not an instant.</exception>
    public static long Parse(string text)
    {
        // 2026-05-01T07:25:37.000+0000: the pattern knows offsets with colon only.
        var normal =
            text.Length > 5 && text[^5] is '+' or '-' ? $"{text[..^2]}:{text[^2..]}" : text;
        return
            OffsetDateTimePattern.ExtendedIso.Parse(normal) is { Success: true, Value: var value }
            ? value.ToInstant().ToUnixTimeSeconds()
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"'{text}' is not an instant as Salesforce writes them."
            );
    }

    /// <summary>As a query holds it, without quotes.</summary>
    public static string ToLiteral(long seconds) =>
        Literal.Format(Instant.FromUnixTimeSeconds(seconds));
}
