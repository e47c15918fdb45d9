using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.NetSuite;

/// <summary>Keeps a customer equal, and related to every subsidiary that the hub invoices from.</summary>
/// <remarks>
/// NetSuite has a customer once, with one subsidiary of its own and others related. It counts as a
/// draft until it is equal and all of them are there.
/// </remarks>
internal sealed class NetSuiteParties(NetSuiteClient client, NetSuiteOptions options)
{
    private readonly string[] _subsidiaries =
    [
        .. options.Companies.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldAsync(customer, cancellationToken);
        if (held is null)
        {
            return [];
        }

        var missing = await MissingAsync(held, cancellationToken);
        var isEqual = missing.Count == 0 && IsEqual(held, customer);
        return
        [
            new TargetRecord(
                customer.Code.Value,
                $"customer/{held.Id}",
                isEqual ? TargetState.Posted : TargetState.Draft
            ),
        ];
    }

    public async Task<TargetRecord> WriteAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var held = await HeldAsync(customer, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (held is null || !IsEqual(held, customer))
        {
            await PutAsync(customer, held);
            held =
                await HeldAsync(customer, CancellationToken.None)
                ?? throw new ConnectorException(
                    ConnectorFault.OutcomeUnknown,
                    $"Customer {customer.Code} was written and is not there."
                );
        }

        foreach (var subsidiary in await MissingAsync(held, CancellationToken.None))
        {
            var body = new JsonObject
            {
                ["entity"] = NetSuiteBodies.Reference(held.Id),
                ["subsidiary"] = NetSuiteBodies.Reference(subsidiary),
            };
            var path = $"{NetSuiteCall.Records}customerSubsidiaryRelationship";
            (await client.WriteAsync(new NetSuiteCall(HttpMethod.Post, path, body))).Require();
        }

        return new TargetRecord(customer.Code.Value, $"customer/{held.Id}", TargetState.Posted);
    }

    private async Task PutAsync(Customer customer, NetSuiteRecord? held)
    {
        var address = NetSuiteExternalId.Address(customer.Code.Value);
        var path = $"{NetSuiteCall.Records}customer/{address}?replace=addressBook";
        var body = BodyOf(customer);
        if (held is null)
        {
            body["subsidiary"] = NetSuiteBodies.Reference(_subsidiaries[0]);
        }

        var key = NetSuiteKey.Of(path, held?.Stamp ?? string.Empty, body.ToJsonString());
        var call = new NetSuiteCall(HttpMethod.Put, path, body, key);
        var answer = await client.WriteAsync(call);
        if (answer.IsRepeated)
        {
            // Deleted or changed back since, or written by a call whose answer was lost: PUT is safe.
            answer = await client.WriteAsync(call with { Key = null });
        }

        answer.Require();
    }

    private async Task<NetSuiteRecord?> HeldAsync(
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        var address = NetSuiteExternalId.Address(customer.Code.Value);
        var answer = await client.GetAsync(
            $"customer/{address}?expandSubResources=true",
            cancellationToken
        );
        return answer.IsNothing ? null : new NetSuiteRecord(answer.Value);
    }

    private async Task<IReadOnlyList<string>> MissingAsync(
        NetSuiteRecord held,
        CancellationToken cancellationToken
    )
    {
        var own = held.Optional("subsidiary");
        if (_subsidiaries.All(x => string.Equals(x, own, StringComparison.Ordinal)))
        {
            return [];
        }

        var rows = await client.RowsAsync(
            $"SELECT subsidiary FROM customersubsidiaryrelationship WHERE entity = {held.Id}",
            cancellationToken
        );
        return
        [
            .. _subsidiaries.Except(
                rows.Select(x => x["subsidiary"]).Append(own ?? string.Empty),
                StringComparer.Ordinal
            ),
        ];
    }

    private static JsonObject BodyOf(Customer customer) =>
        new()
        {
            ["entityId"] = customer.Code.Value,
            ["companyName"] = customer.Name,
            ["isPerson"] = false,
            ["vatRegNumber"] = customer.TaxId,
            ["addressBook"] = new JsonObject
            {
                ["items"] = new JsonArray(
                    new JsonObject
                    {
                        ["defaultBilling"] = true,
                        ["addressBookAddress"] = new JsonObject
                        {
                            ["addr1"] = customer.Street,
                            ["city"] = customer.City,
                            ["zip"] = customer.PostalCode,
                            ["country"] = NetSuiteBodies.Reference(
                                customer.Country.ToUpperInvariant()
                            ),
                        },
                    }
                ),
            },
        };

    private static bool IsEqual(NetSuiteRecord held, Customer customer)
    {
        var address =
            held.Lines("addressBook") is [{ } only] && only["addressBookAddress"] is JsonObject some
                ? new NetSuiteRecord(some)
                : null;
        return address is not null
            && IsSame(held.Optional("companyName"), customer.Name)
            && IsSame(held.Optional("vatRegNumber"), customer.TaxId)
            && IsSame(address.Optional("addr1"), customer.Street)
            && IsSame(address.Optional("city"), customer.City)
            && IsSame(address.Optional("zip"), customer.PostalCode)
            && IsSame(address.Optional("country"), customer.Country.ToUpperInvariant());
    }

    private static bool IsSame(string? held, string? wanted) =>
        string.Equals(held ?? string.Empty, wanted ?? string.Empty, StringComparison.Ordinal);
}
