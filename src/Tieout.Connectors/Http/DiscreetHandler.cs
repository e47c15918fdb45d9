using System.Text;
using System.Text.Json;

namespace Tieout.Connectors.Http;

/// <summary>Takes credentials out of what a system says when a call fails.</summary>
/// <remarks>
/// Some systems, and proxies before them, repeat what they were sent. What an answer says ends in messages, logs
/// and exceptions that many people read. Answers of calls that succeed pass as they are; of one that failed more
/// than a megabyte is as no answer.
/// </remarks>
/// <param name="inner">Sends; disposed with this.</param>
/// <param name="secrets">Asked when a call failed: what is sent other than as <c>Authorization</c>, which is known.</param>
public sealed class DiscreetHandler(HttpMessageHandler inner, Func<IEnumerable<string>> secrets)
    : DelegatingHandler(inner)
{
    private const int AnswerBytesMax = 1024 * 1024;
    private const string Instead = "***";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            await response.Content.LoadIntoBufferAsync(AnswerBytesMax, cancellationToken);
            var told = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            response.Content = Without(
                response.Content,
                told,
                secrets().Concat(CredentialsOf(request)).SelectMany(Spellings)
            );
        }

        return response;
    }

    /// <summary>Byte for byte the same where nothing was repeated, whatever its encoding.</summary>
    private static HttpContent Without(
        HttpContent content,
        byte[] told,
        IEnumerable<string> credentials
    )
    {
        var whole = Encoding.Latin1.GetString(told);
        var clean = credentials
            .Select(x => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(x)))
            .Aggregate(whole, (text, x) => text.Replace(x, Instead, StringComparison.Ordinal));
        if (clean.Equals(whole, StringComparison.Ordinal))
        {
            return content;
        }

        var instead = new ByteArrayContent(Encoding.Latin1.GetBytes(clean));
        instead.Headers.ContentType = content.Headers.ContentType;
        content.Dispose();
        return instead;
    }

    /// <summary>The header as it was sent, and what Basic has in it.</summary>
    private static IEnumerable<string> CredentialsOf(HttpRequestMessage request)
    {
        if (request.Headers.Authorization is not { } sent)
        {
            yield break;
        }

        yield return sent.Parameter ?? sent.Scheme;
        var pair = new byte[sent.Parameter?.Length ?? 0];
        if (
            sent.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(sent.Parameter ?? string.Empty, pair, out var length)
        )
        {
            yield return Encoding.UTF8.GetString(pair, 0, length).Split(':', 2)[^1];
        }
    }

    /// <summary>As it is, in JSON, and in an address.</summary>
    private static IEnumerable<string> Spellings(string credential) =>
        credential.Length == 0
            ? []
            : new[]
            {
                credential,
                JsonEncodedText.Encode(credential).ToString(),
                Uri.EscapeDataString(credential),
            }.Distinct(StringComparer.Ordinal);
}
