using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Keeps a customer equal in every company that the hub invoices from.</summary>
/// <remarks>
/// Ledgerworks keeps customers by company, the hub by firm: one party is one record per company.
/// It counts as a draft until all of them are there and equal.
/// </remarks>
internal sealed class LedgerworksParties(LedgerworksOptions options, LedgerworksClient client)
{
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldAsync(customer, cancellationToken);
        return held.Count == 0 ? [] : [Record(customer, held)];
    }

    public async Task<TargetRecord> WriteAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldAsync(customer, cancellationToken);
        foreach (var company in Companies())
        {
            var body = LedgerworksCustomerBody.Of(customer, company);
            var known = held.Find(x => IsSame(x.Company, company));
            if (known?.Body == body)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var written = await client.WriteAsync<LedgerworksCustomer>(CallOf(known, body));
            held.RemoveAll(x => IsSame(x.Company, company));
            held.Add(written.Value);
        }

        return Record(customer, held);
    }

    private static LedgerworksCall CallOf(
        LedgerworksCustomer? known,
        LedgerworksCustomerBody body
    ) =>
        known is null
            ? new LedgerworksCall(HttpMethod.Post, "customers", body)
            : new LedgerworksCall(
                HttpMethod.Put,
                string.Create(CultureInfo.InvariantCulture, $"customers/{known.Id}"),
                body,
                known.Version
            );

    private static bool IsSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal);

    private IEnumerable<string> Companies() =>
        options.Companies.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private async Task<List<LedgerworksCustomer>> HeldAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = new List<LedgerworksCustomer>();
        foreach (var company in Companies())
        {
            var path =
                $"customers?company={Uri.EscapeDataString(company)}"
                + $"&code={Uri.EscapeDataString(customer.Code.Value)}";
            var answer = await client.GetAsync<LedgerworksListing<LedgerworksCustomer>>(
                path,
                cancellationToken
            );
            held.AddRange(answer.Value.Items);
        }

        return held;
    }

    private TargetRecord Record(Customer customer, List<LedgerworksCustomer> held)
    {
        var isComplete = Companies()
            .All(company =>
                held.Exists(x => x.Body == LedgerworksCustomerBody.Of(customer, company))
            );
        var ids = held.OrderBy(x => x.Company, StringComparer.Ordinal)
            .Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Company}:{x.Id}"));
        return new TargetRecord(
            customer.Code.Value,
            string.Join(',', ids),
            isComplete ? TargetState.Posted : TargetState.Draft
        );
    }
}
