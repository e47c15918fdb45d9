using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Keeps a customer equal in every company that the hub invoices from.</summary>
/// <remarks>
/// Business Central keeps customers by company, the hub by firm: one party is one record per
/// company. It counts as a draft until all of them are there and equal.
/// </remarks>
internal sealed class BusinessCentralParties(
    BusinessCentralClient client,
    BusinessCentralCompanies companies
)
{
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldAsync(customer, cancellationToken);
        return held.Values.All(x => x is null) ? [] : [Record(customer, held)];
    }

    public async Task<TargetRecord> WriteAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldAsync(customer, cancellationToken);
        var body = BusinessCentralCustomerBody.Of(customer);
        foreach (var (company, known) in held.ToList())
        {
            if (known?.Body == body)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var call = known is null
                ? new BusinessCentralCall(HttpMethod.Post, $"{company}/customers", body)
                : new BusinessCentralCall(
                    HttpMethod.Patch,
                    $"{company}/customers({known.Id:D})",
                    body,
                    known.Version
                );
            held[company] = (await client.WriteAsync<BusinessCentralCustomer>(call)).Value;
        }

        return Record(customer, held);
    }

    private async Task<SortedDictionary<string, BusinessCentralCustomer?>> HeldAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = new SortedDictionary<string, BusinessCentralCustomer?>(StringComparer.Ordinal);
        var number = BusinessCentralJson.Quoted(customer.Code.Value.ToUpperInvariant());
        foreach (var name in companies.Names)
        {
            var company = await companies.PathOfAsync(name, cancellationToken);
            var list = await client.GetAsync<BusinessCentralList<BusinessCentralCustomer>>(
                $"{company}/customers?$filter=number eq {number}",
                cancellationToken
            );
            held[company] = list.Value.Value is [var known, ..] ? known : null;
        }

        return held;
    }

    private static TargetRecord Record(
        Customer customer,
        SortedDictionary<string, BusinessCentralCustomer?> held
    )
    {
        var body = BusinessCentralCustomerBody.Of(customer);
        return new TargetRecord(
            customer.Code.Value,
            string.Join(
                ',',
                held.Where(x => x.Value is not null)
                    .Select(x => $"{x.Key}/customers({x.Value!.Id:D})")
            ),
            held.Values.All(x => x?.Body == body) ? TargetState.Posted : TargetState.Draft
        );
    }
}
