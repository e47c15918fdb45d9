using System.Text.Json.Serialization;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tryton.Parties;

/// <summary>A party as Tryton holds it, and what is missing to be as the hub wants it.</summary>
/// <param name="Stamp">Goes along with the change, so that nobody else's is overwritten.</param>
internal sealed record PartySnapshot(
    string? Name,
    bool IsActive,
    string Stamp,
    AddressRow? Address,
    IReadOnlyList<IdentifierRow> Identifiers
)
{
    private static readonly string[] PartyFields = ["name", "active", "_timestamp"];
    private static readonly string[] AddressFields = ["street", "city", "postal_code", "country"];

    public static PartySnapshot None { get; } = new(null, true, string.Empty, null, []);

    public static async Task<PartySnapshot> ReadAsync(
        TrytonRpc rpc,
        int id,
        CancellationToken cancellationToken
    )
    {
        var party = await rpc.ReadAsync<PartyRow>(
            "party.party",
            [id],
            PartyFields,
            cancellationToken
        );
        var addresses = await rpc.SearchReadAsync<AddressRow>(
            new("party.address", [new object[] { "party", "=", id }], AddressFields)
            {
                OrderBy = ["sequence", "id"],
                Limit = 1,
            },
            cancellationToken
        );
        var identifiers = await rpc.SearchReadAsync<IdentifierRow>(
            new("party.identifier", [new object[] { "party", "=", id }], ["type", "code"]),
            cancellationToken
        );
        return new PartySnapshot(
            party[0].Name,
            party[0].Active,
            party[0].Stamp,
            addresses.FirstOrDefault(),
            identifiers
        );
    }

    /// <summary>Values for create or write; empty when the party is as it should be.</summary>
    public Dictionary<string, object?> ChangesTo(Customer customer, int? country)
    {
        var changes = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (!string.Equals(Name, customer.Name, StringComparison.Ordinal))
        {
            changes["name"] = customer.Name;
        }

        if (!IsActive)
        {
            changes["active"] = true;
        }

        if (AddressCommand(customer, country) is { } address)
        {
            changes["addresses"] = new object[] { address };
        }

        if (
            customer.TaxId is { Length: > 0 } taxId
            && !Identifiers.Any(known => SameCode(known.Code, taxId))
        )
        {
            changes["identifiers"] = new object[] { IdentifierCommand(customer.Country, taxId) };
        }

        return changes;
    }

    private object[]? AddressCommand(Customer customer, int? country)
    {
        var wanted = new AddressRow(
            Address?.Id ?? 0,
            customer.Street,
            customer.City,
            customer.PostalCode,
            country ?? Address?.Country
        );
        if (wanted == Address)
        {
            return null;
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["street"] = wanted.Street,
            ["city"] = wanted.City,
            ["postal_code"] = wanted.PostalCode,
            ["country"] = wanted.Country,
        };
        return Address is null
            ? ["create", new object[] { values }]
            : ["write", new[] { Address.Id }, values];
    }

    private object[] IdentifierCommand(string country, string taxId)
    {
        var type = TaxIdentifier.TypeOf(country, taxId);
        var old = Identifiers.FirstOrDefault(known =>
            type is not null && string.Equals(known.Type, type, StringComparison.Ordinal)
        );
        return old is null
            ? TaxIdentifier.Create(type, taxId)
            :
            [
                "write",
                new[] { old.Id },
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = taxId },
            ];
    }

    // Tryton stores some types in their compact form.
    private static bool SameCode(string left, string right) =>
        string.Equals(Compact(left), Compact(right), StringComparison.OrdinalIgnoreCase);

    private static string Compact(string code) => string.Concat(code.Where(char.IsLetterOrDigit));

    private sealed record PartyRow(
        int Id,
        string? Name,
        bool Active,
        [property: JsonPropertyName("_timestamp")] string Stamp
    );
}

/// <summary>party.address.</summary>
internal sealed record AddressRow(
    int Id,
    string? Street,
    string? City,
    string? PostalCode,
    int? Country
);

/// <summary>party.identifier.</summary>
internal sealed record IdentifierRow(int Id, string? Type, string Code);
