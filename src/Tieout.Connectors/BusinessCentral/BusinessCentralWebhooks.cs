using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Asks Business Central to tell of invoices that change, and knows its messages.</summary>
/// <remarks>
/// A subscription ends after three days unless it is renewed. Messages are not signed: they repeat the
/// client state, which only the application and Business Central know. Source: Microsoft's page
/// "Working with webhooks in Dynamics 365 Business Central".
/// </remarks>
internal sealed class BusinessCentralWebhooks(
    BusinessCentralOptions options,
    BusinessCentralClient client,
    BusinessCentralCompanies companies,
    TimeProvider timeProvider
)
{
    private const string ValidationToken = "validationToken";

    /// <summary>One that ends within this time is renewed.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(2);

    /// <summary>Business Central deletes one whose message was refused: whether they stand is looked at so often.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromHours(6);

    // One way: who reads the subscriptions does not learn the secret.
    private readonly string _clientState = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.ClientSecret), "tieout webhooks"u8)
    );

    /// <summary>Subscribes to the invoices of each company, or renews what ends soon.</summary>
    /// <returns>When to see to it again.</returns>
    public async Task<DateTimeOffset> SubscribeAsync(
        Uri address,
        CancellationToken cancellationToken
    )
    {
        var now = timeProvider.GetUtcNow();
        var held = new List<BusinessCentralSubscription>();
        await foreach (
            var page in client.ListAsync<BusinessCentralSubscription>(
                "subscriptions",
                cancellationToken
            )
        )
        {
            held.AddRange(page);
        }

        foreach (var name in companies.Names)
        {
            var company = await companies.PathOfAsync(name, cancellationToken);
            var wanted = new BusinessCentralSubscription(
                address.AbsoluteUri,
                $"/api/v2.0/{company}/salesInvoices",
                _clientState
            );
            if (held.Find(x => IsSame(x, wanted)) is not { } standing)
            {
                await WriteAsync(new BusinessCentralCall(HttpMethod.Post, "subscriptions", wanted));
            }
            else if (standing.ExpirationDateTime - now < Renewal)
            {
                var path = $"subscriptions('{standing.SubscriptionId}')";
                await WriteAsync(
                    new BusinessCentralCall(HttpMethod.Patch, path, wanted, standing.ETag)
                );
            }
        }

        return now + Look;
    }

    /// <summary>That a message asks whether the address is the one that was meant.</summary>
    public static string? TokenOf(WebhookMessage message) =>
        message.Query.GetValueOrDefault(ValidationToken);

    /// <summary>Tells whether a message is about one of our subscriptions.</summary>
    /// <exception cref="ConnectorException">It is none of Business Central's.</exception>
    public bool IsAboutOurs(WebhookMessage message)
    {
        if (TokenOf(message) is not null)
        {
            return false;
        }

        var told = Read(message);
        return told.Count == 0 || told.Any(IsOurs)
            ? told.Count > 0
            : throw new ConnectorException(
                ConnectorFault.Settings,
                "The message has another client state than our subscriptions."
            );
    }

    private bool IsOurs(BusinessCentralNotification? told) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(told?.ClientState ?? string.Empty),
            Encoding.UTF8.GetBytes(_clientState)
        );

    private static IReadOnlyList<BusinessCentralNotification?> Read(WebhookMessage message)
    {
        try
        {
            return JsonSerializer
                    .Deserialize<BusinessCentralList<BusinessCentralNotification?>>(
                        message.Body.Span,
                        BusinessCentralJson.Options
                    )
                    ?.Value
                ?? [];
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                "A message of Business Central cannot be read.",
                inner: e
            );
        }
    }

    private static bool IsSame(
        BusinessCentralSubscription held,
        BusinessCentralSubscription wanted
    ) =>
        (held.NotificationUrl, held.ClientState) == (wanted.NotificationUrl, wanted.ClientState)
        && held.Resource.TrimStart('/')
            .Equals(wanted.Resource.TrimStart('/'), StringComparison.OrdinalIgnoreCase);

    private async Task WriteAsync(BusinessCentralCall call) =>
        (await client.WriteAsync<BusinessCentralSubscription>(call)).Require();
}
