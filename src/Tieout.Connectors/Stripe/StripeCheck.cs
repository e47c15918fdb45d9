using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>Proves that a connection's settings work.</summary>
internal static class StripeCheck
{
    /// <summary>Asks for the account that the key belongs to.</summary>
    /// <exception cref="ConnectorException">It is another, or the key is wrong.</exception>
    public static async Task RunAsync(
        StripeClient client,
        StripeOptions options,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.GetAsync<StripeAccount>("account", cancellationToken);
        var account = answer.Value.Id;
        if (
            options.Account is { } wanted
            && !string.Equals(account, wanted, StringComparison.Ordinal)
        )
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"The key belongs to {account} and reaches no account {wanted}."
            );
        }
    }
}
