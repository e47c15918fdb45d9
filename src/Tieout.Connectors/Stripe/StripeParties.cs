using System.Collections.Concurrent;
using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Stripe;

/// <summary>Keeps customers, found again by their code in the metadata.</summary>
/// <remarks>
/// Search is behind: what this process has met is remembered, and a customer that search does not know
/// is looked for among the newest. One that is there and differs counts as a draft.
/// </remarks>
internal sealed class StripeParties(
    StripeOptions options,
    StripeClient client,
    TimeProvider timeProvider
)
{
    private const int RememberedMax = 100_000;

    private readonly ConcurrentDictionary<string, string> _met = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Customer customer,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await HeldAsync(customer.Code.Value, cancellationToken)).Select(x =>
                Record(customer, x)
            ),
        ];

    public async Task<TargetRecord> WriteAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var code = customer.Code.Value;
        var held = await HeldAsync(code, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        // Made with its code alone, so that the same key always comes with the same form.
        var record =
            held.Count > 0
                ? held[0]
                : await client.CreateAsync<StripeCustomer>(
                    "customers",
                    new StripeForm().Add(StripeMarks.Member(StripeMarks.Customer), code),
                    new StripeKey(code, "customer")
                );
        Remember(code, record.Id);
        if (!IsSame(customer, record))
        {
            var call = new StripeCall(HttpMethod.Post, $"customers/{record.Id}", Form(customer));
            record = (await client.WriteAsync<StripeCustomer>(call)).Value;
        }

        return Record(customer, record);
    }

    /// <summary>Stripe's ids of a customer, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(
        string code,
        CancellationToken cancellationToken
    ) => [.. (await HeldAsync(code, cancellationToken)).Select(x => x.Id)];

    private static StripeForm Form(Customer customer) =>
        new StripeForm()
            .Add("name", customer.Name)
            .Add("address[country]", customer.Country)
            .Add("address[line1]", customer.Street ?? string.Empty)
            .Add("address[city]", customer.City ?? string.Empty)
            .Add("address[postal_code]", customer.PostalCode ?? string.Empty);

    private static bool IsSame(Customer customer, StripeCustomer held) =>
        IsSame(customer.Name, held.Name)
        && IsSame(customer.Country, held.Address?.Country)
        && IsSame(customer.Street, held.Address?.Line1)
        && IsSame(customer.City, held.Address?.City)
        && IsSame(customer.PostalCode, held.Address?.PostalCode);

    private static bool IsSame(string? ours, string? theirs) =>
        string.Equals(ours ?? string.Empty, theirs ?? string.Empty, StringComparison.Ordinal);

    private static TargetRecord Record(Customer customer, StripeCustomer held) =>
        new(
            customer.Code.Value,
            held.Id,
            IsSame(customer, held) ? TargetState.Posted : TargetState.Draft
        );

    private async Task<List<StripeCustomer>> HeldAsync(
        string code,
        CancellationToken cancellationToken
    )
    {
        if (_met.TryGetValue(code, out var id))
        {
            var answer = await client.GetAsync<StripeCustomer>(
                $"customers/{id}",
                cancellationToken
            );
            if (!answer.IsMissing && answer.Value is { Deleted: false } known)
            {
                return [known];
            }

            _ = _met.TryRemove(code, out _);
        }

        var query = StripeMarks.Query(StripeMarks.Customer, code);
        var search = $"customers/search?query={query}&limit={options.PageSize}";
        var found = await client.GetAsync<StripeList<StripeCustomer>>(search, cancellationToken);
        var held = found.Value.Data.Where(x => IsOurs(x, code)).ToList();
        if (held.Count == 0)
        {
            held = await NewestAsync(code, cancellationToken);
        }

        held.Sort((x, y) => x.Created.CompareTo(y.Created));
        if (held.Count > 0)
        {
            Remember(code, held[0].Id);
        }

        return held;
    }

    private async Task<List<StripeCustomer>> NewestAsync(
        string code,
        CancellationToken cancellationToken
    )
    {
        var since = (timeProvider.GetUtcNow() - options.Overlap).ToUnixTimeSeconds();
        var path = string.Create(CultureInfo.InvariantCulture, $"customers?created[gte]={since}");
        var held = new List<StripeCustomer>();
        await foreach (
            var page in client.PagesAsync<StripeCustomer>(path, x => x.Id, null, cancellationToken)
        )
        {
            held.AddRange(page.Where(x => IsOurs(x, code)));
        }

        return held;
    }

    /// <summary>Whether a customer of a list is it: only what is deleted has no metadata.</summary>
    private static bool IsOurs(StripeCustomer customer, string code) =>
        customer is { Metadata: null, Deleted: false }
            ? throw new ConnectorException(
                ConnectorFault.Contract,
                $"Stripe told customer {customer.Id} without metadata."
            )
            : StripeMarks.Has(customer.Metadata, StripeMarks.Customer, code);

    private void Remember(string code, string id)
    {
        if (_met.Count >= RememberedMax)
        {
            _met.Clear();
        }

        _met[code] = id;
    }
}
