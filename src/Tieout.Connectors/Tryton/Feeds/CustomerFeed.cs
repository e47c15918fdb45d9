using System.Text.Json.Serialization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Parties as customers; the firm's own companies and employees are left out.</summary>
/// <remarks>A party's stamp does not move with its addresses and identifiers: they are read too.</remarks>
internal sealed class CustomerFeed(TrytonRpc rpc, TrytonOptions options) : ITrytonFeed
{
    private const string Party = "party.party";
    private const string Address = "party.address";
    private const string TaxId = "party.identifier";

    public Feed Feed { get; } =
        new("customers", IsMasterData: true) { ReadableWithin = options.Overlap };

    public IReadOnlyList<ScanTarget> Scans { get; } =
    [new(Party, []), new(Address, [ScanTarget.ArchivedToo]), new(TaxId, [])];

    public async Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        var batch = new FeedBatch(options);
        var parties = await PartiesAsync(scan.Model, ids, cancellationToken);
        object?[] ofThese = [new object[] { "party", "in", parties }];
        var own = await OwnAsync(ofThese, cancellationToken);
        var rows = await rpc.SearchReadAsync<PartyRow>(
            new(
                Party,
                [new object[] { "id", "in", parties }],
                ["code", "name", "create_date", "write_date"]
            ),
            cancellationToken
        );
        var addresses = await rpc.SearchReadAsync<AddressRow>(
            new(
                Address,
                ofThese,
                [
                    "party",
                    "street",
                    "city",
                    "postal_code",
                    "country.code",
                    "create_date",
                    "write_date",
                ]
            )
            {
                OrderBy = ["sequence", "id"],
            },
            cancellationToken
        );
        var identifiers = await rpc.SearchReadAsync<IdentifierRow>(
            new(TaxId, ofThese, ["party", "code", "create_date", "write_date"])
            {
                OrderBy = ["sequence", "id"],
            },
            cancellationToken
        );
        var addressesOf = addresses.ToLookup(address => address.Party);
        var identifiersOf = identifiers.ToLookup(identifier => identifier.Party);
        foreach (var row in rows.Where(row => !own.Contains(row.Id)))
        {
            if (batch.Identifies(Party, row.Id, "code", row.Code))
            {
                batch.Accept(
                    Party,
                    row.Id,
                    CustomerOf(row, [.. addressesOf[row.Id]], [.. identifiersOf[row.Id]])
                );
            }
        }

        return batch;
    }

    private Customer CustomerOf(
        PartyRow row,
        IReadOnlyList<AddressRow> addresses,
        IReadOnlyList<IdentifierRow> identifiers
    )
    {
        var address = addresses.Count > 0 ? addresses[0] : null;
        var stamps = addresses
            .Select(one => one.Stamp)
            .Concat(identifiers.Select(one => one.Stamp))
            .Append(new ChangedRow(row.Id, row.CreateDate, row.WriteDate).Key.Stamp);
        return new Customer(
            CustomerCode.Parse(row.Code),
            stamps.Max(),
            row.Name ?? row.Code,
            address?.Country?.Code ?? options.DefaultCountry,
            TaxId: identifiers.Count > 0 ? identifiers[0].Code : null,
            Street: address?.Street,
            City: address?.City,
            PostalCode: address?.PostalCode
        );
    }

    private async Task<int[]> PartiesAsync(
        string model,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        if (model is Party)
        {
            return [.. ids];
        }

        var rows = await rpc.SearchReadAsync<OwnerRow>(
            new(
                model,
                model is Address
                    ? [new object[] { "id", "in", ids }, ScanTarget.ArchivedToo]
                    : [new object[] { "id", "in", ids }],
                ["party"]
            ),
            cancellationToken
        );
        return [.. rows.Select(row => row.Party).Distinct()];
    }

    private async Task<HashSet<int>> OwnAsync(
        IReadOnlyList<object?> domain,
        CancellationToken cancellationToken
    )
    {
        string[] fields = ["party"];
        var employees = await rpc.SearchReadAsync<OwnerRow>(
            new("company.employee", domain, fields),
            cancellationToken
        );
        var companies = await rpc.SearchReadAsync<OwnerRow>(
            new("company.company", domain, fields),
            cancellationToken
        );
        return [.. employees.Concat(companies).Select(row => row.Party)];
    }

    private sealed record OwnerRow(int Id, int Party);

    private sealed record PartyRow(
        int Id,
        string Code,
        string? Name,
        Instant CreateDate,
        Instant? WriteDate
    );

    private sealed record AddressRow(
        int Id,
        int Party,
        string? Street,
        string? City,
        string? PostalCode,
        [property: JsonPropertyName("country.")] CountryRow? Country,
        Instant CreateDate,
        Instant? WriteDate
    )
    {
        public long Stamp => new ChangedRow(Id, CreateDate, WriteDate).Key.Stamp;
    }

    private sealed record CountryRow(string Code);

    private sealed record IdentifierRow(
        int Id,
        int Party,
        string Code,
        Instant CreateDate,
        Instant? WriteDate
    )
    {
        public long Stamp => new ChangedRow(Id, CreateDate, WriteDate).Key.Stamp;
    }
}
