using System.Text;

namespace Tieout.Connectors.Http;

/// <summary>Takes credentials out of what a system says when a call fails.</summary>
/// <remarks>
/// Some systems, and proxies before them, repeat what they were sent. What an answer says ends in messages, logs
/// and exceptions that many people read.
/// </remarks>
/// <param name="inner">Sends; disposed with this.</param>
/// <param name="credentials">What is sent other than as <c>Authorization</c>, which is known.</param>
/// <param name="failsWithSuccess">The system says with the status 200 what went wrong.</param>
public sealed class DiscreetHandler(
    HttpMessageHandler inner,
    Credentials credentials,
    bool failsWithSuccess = false
) : DelegatingHandler(inner)
{
    // Nobody reads more of what went wrong.
    private const int FailureBytesMax = 1024 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode || failsWithSuccess)
        {
            var told = await ReadAsync(response, cancellationToken);
            var sent = request.Headers.Authorization;
            response.Content = Without(response.Content, told, sent?.Parameter ?? sent?.Scheme);
        }

        return response;
    }

    /// <summary>Empty, so that its status is left to speak, where it is far too long.</summary>
    private static async Task<byte[]> ReadAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(
                response.IsSuccessStatusCode ? int.MaxValue : FailureBytesMax,
                cancellationToken
            );
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (HttpRequestException e)
            when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
            return [];
        }
    }

    /// <summary>Byte for byte the same where nothing was repeated, whatever its encoding.</summary>
    private HttpContent Without(HttpContent content, byte[] told, string? header)
    {
        var whole = Encoding.Latin1.GetString(told);
        var clean = credentials.TakeOutOf(whole, header, isBytes: true);
        if (clean.Equals(whole, StringComparison.Ordinal))
        {
            return content;
        }

        var instead = new ByteArrayContent(Encoding.Latin1.GetBytes(clean));
        instead.Headers.ContentType = content.Headers.ContentType;
        content.Dispose();
        return instead;
    }
}
