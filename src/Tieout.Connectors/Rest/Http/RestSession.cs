using System.Diagnostics.CodeAnalysis;

namespace Tieout.Connectors.Rest.Http;

/// <summary>
/// The session of one system, of all in this process that speak with it: one of them logs in, and
/// none spends a refresh token that another has spent.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "It lives as long as the options, and a semaphore without a wait handle holds nothing."
)]
internal sealed class RestSession
{
    private readonly SemaphoreSlim _one = new(1);
    private SessionToken? _current;

    /// <summary>Instead of the secret as it is kept; changed by one at a time.</summary>
    public ReplacedSecret? Replaced { get; set; }

    /// <summary>A token that is still good, else the next one; asked for by one at a time.</summary>
    public async Task<SessionToken> TokenAsync(
        TimeProvider timeProvider,
        Func<CancellationToken, Task<SessionToken>> next,
        CancellationToken cancellationToken
    )
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } current || current.RenewAt <= timeProvider.GetUtcNow())
            {
                _current = current = await next(cancellationToken);
            }

            return current;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The token that a request was sent with is not used any more; a newer one stays.</summary>
    public void End(SessionToken token) => Interlocked.CompareExchange(ref _current, null, token);
}
