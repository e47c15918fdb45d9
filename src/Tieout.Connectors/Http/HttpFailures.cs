using Tieout.Connect;

namespace Tieout.Connectors.Http;

/// <summary>What it means for the hub when a call to a system over HTTP goes wrong on its way.</summary>
internal static class HttpFailures
{
    private const int MessageLengthMax = 200;

    /// <summary>No answer because the connection broke or was never there.</summary>
    /// <param name="system">For messages.</param>
    /// <param name="call">For messages: method and path without query, which may name persons.</param>
    /// <param name="isWrite">It may have taken effect, if it was sent.</param>
    public static ConnectorException Broken(
        string system,
        Uri address,
        string call,
        bool isWrite,
        HttpRequestException cause
    ) =>
        isWrite && !WasNeverSent(cause)
            ? new ConnectorException(
                ConnectorFault.OutcomeUnknown,
                $"The connection broke after {call} was sent.",
                inner: cause
            )
            : new ConnectorException(
                ConnectorFault.Transient,
                $"{system} cannot be reached at {address} for {call}: {cause.HttpRequestError}.",
                inner: cause
            );

    /// <summary>No answer in time. A write may still take effect.</summary>
    public static ConnectorException TimedOut(string call, bool isWrite, Exception cause) =>
        new(
            isWrite ? ConnectorFault.OutcomeUnknown : ConnectorFault.Transient,
            $"{call} was not answered in time.",
            inner: cause
        );

    /// <summary>Whether nothing of the request can have arrived.</summary>
    public static bool WasNeverSent(HttpRequestException cause) =>
        cause.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    /// <summary>How long the system asks to wait, not below zero; none when it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider timeProvider)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - timeProvider.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>The beginning of what a system says: some send whole pages.</summary>
    public static string Shortened(string message) =>
        message.Length <= MessageLengthMax ? message : message[..MessageLengthMax];
}
