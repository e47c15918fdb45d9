using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Http;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.BusinessCentral.Queries;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Webhooks;

/// <summary>Takes subscriptions, and proves before that the receiver is there.</summary>
internal sealed partial class SubscriptionDesk(
    ObjectStore store,
    SandboxClock clock,
    IdSeries ids,
    NavService service,
    WebhookSender sender
)
{
    private const int SubscriptionsMax = 200;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>Sets that changes can be told of; some of the API's are missing on purpose.</summary>
    public static IReadOnlyList<string> Supported { get; } =
    [
        .. Resources
            .OfCompany.Select(x => x.Set)
            .Except(
                [
                    "projects",
                    "timeRegistrationEntries",
                    "accountingPeriods",
                    "customerPayments",
                    "generalLedgerSetup",
                    "customerFinancialDetails",
                    "dimensionSetLines",
                    "defaultDimensions",
                    "dimensionValues",
                    "salesInvoiceLines",
                    "salesCreditMemoLines",
                ],
                StringComparer.Ordinal
            ),
    ];

    /// <summary>Forgets what has run out.</summary>
    public void Expire() =>
        store.Change(() =>
        {
            foreach (var held in store.All(Resources.Subscriptions).Where(x => IsOver(x)))
            {
                store.Remove(held.Kind, held.Id);
            }

            return true;
        });

    public async Task<NavAnswer> CreateAsync(
        NavRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Body is not { } body)
        {
            return service.Refuse(400, "BadRequest", "The body of the request is empty.");
        }

        if (ProblemOf(body) is { } problem)
        {
            return service.Refuse(400, "BadRequest", problem);
        }

        if (store.All(Resources.Subscriptions).Count >= SubscriptionsMax)
        {
            return service.Refuse(
                400,
                "Application_DialogException",
                "The maximum number of webhook subscriptions has been reached."
            );
        }

        if (!await IsThereAsync((string)body["notificationUrl"]!, cancellationToken))
        {
            return NotValidated();
        }

        var id = store.Change(() => Add(body));
        return Shown(request, id, 201);
    }

    /// <summary>Renews for three more days.</summary>
    public async Task<NavAnswer> RenewAsync(
        NavRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (store.Find(Resources.Subscriptions, id) is not { } held)
        {
            return service.Refuse(
                404,
                "Internal_RecordNotFound",
                $"The Subscription does not exist. Identification fields and values: SubscriptionId='{id}'"
            );
        }

        var record = new NavRecord(Resources.Subscription, held);
        try
        {
            Etags.Require(request.IfMatch, record.ETag);
            _ = BodyReader.Apply(request.Body ?? [], record, isNew: false);
        }
        catch (NavRefusalException e)
        {
            return service.Refuse(e.Status, e.Code, e.Message);
        }

        if (ProblemOf(record.Fields) is { } problem)
        {
            return service.Refuse(400, "BadRequest", problem);
        }

        if (!await IsThereAsync(record.Text("notificationUrl"), cancellationToken))
        {
            return NotValidated();
        }

        _ = record.Set("expirationDateTime", Rendering.Text(clock.GetUtcNow() + Lifetime));
        record.Bump();
        store.Put(held with { Modified = clock.GetUtcNow() });
        return Shown(request, id, 200);
    }

    [GeneratedRegex(
        @"^/?api/v2\.0/companies\((?<company>[0-9a-fA-F-]{36})\)/(?<set>\w+)$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ResourcePattern();

    private bool IsOver(StoredObject held) =>
        Rendering.InstantOf(
            new NavRecord(Resources.Subscription, held),
            Resources.Subscription.Find("expirationDateTime")!
        ) <= clock.GetUtcNow();

    private string Add(JsonObject body)
    {
        var id = ids.Next().Replace("-", string.Empty, StringComparison.Ordinal);
        var fields = new JsonObject
        {
            ["subscriptionId"] = id,
            ["notificationUrl"] = (string)body["notificationUrl"]!,
            ["resource"] = (string)body["resource"]!,
            ["timestamp"] = ids.Count("timestamp"),
            ["userId"] = NavRecord.NoId,
            ["clientState"] = (string?)body["clientState"] ?? string.Empty,
            ["expirationDateTime"] = Rendering.Text(clock.GetUtcNow() + Lifetime),
            ["systemCreatedBy"] = NavRecord.NoId,
            ["systemModifiedBy"] = NavRecord.NoId,
        };
        _ = store.Add(Resources.Subscriptions, id, clock.GetUtcNow(), fields);
        return id;
    }

    // Neither text nor status of this refusal is documented [U].
    private NavAnswer NotValidated() =>
        service.Refuse(
            400,
            "BadRequest",
            "The notification URL could not be validated. It must answer with the validation token."
        );

    private NavAnswer Shown(NavRequest request, string id, int status) =>
        service.Answer(
            request with
            {
                Method = "GET",
                Relative = $"{Resources.Subscriptions}('{id}')",
            }
        ) with
        {
            Status = status,
        };

    private string? ProblemOf(JsonObject body)
    {
        if (
            !Uri.TryCreate(body["notificationUrl"]?.ToString(), UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
        )
        {
            return "The notificationUrl is not a valid URL.";
        }

        if (body["clientState"]?.ToString() is { Length: > 2048 })
        {
            return "The clientState may have 2048 characters.";
        }

        var named = ResourcePattern().Match(body["resource"]?.ToString() ?? string.Empty);
        return
            named.Success
            && Supported.Contains(named.Groups["set"].Value, StringComparer.Ordinal)
            && store.Find(Resources.Companies, named.Groups["company"].Value.ToLowerInvariant())
                is not null
            ? null
            : $"The resource '{body["resource"]}' does not support webhook notifications.";
    }

    private Task<bool> IsThereAsync(string address, CancellationToken cancellationToken) =>
        sender.ValidateAsync(new Uri(address), ids.Of($"validation/{address}"), cancellationToken);
}
