using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Parties;

/// <summary>Customers as parties of Tryton: found by code, created or brought up to date.</summary>
/// <remarks>
/// The hub owns name, first address and tax identifier; everything else of a party is left as it
/// is. Two writers are kept apart by Tryton's optimistic lock. A tax identifier whose check digits
/// Tryton does not accept is stored without a type, so that it is not lost and not claimed valid.
/// </remarks>
internal sealed class TrytonParties(TrytonRpc rpc)
{
    private const string Model = "party.party";

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        CustomerCode code,
        CancellationToken cancellationToken
    )
    {
        // Archived ones too: their code is taken.
        var rows = await rpc.SearchReadAsync<IdRow>(
            new(
                Model,
                [
                    new object[] { "code", "=", code.Value },
                    new object[] { "active", "in", BothStates },
                ],
                []
            ),
            cancellationToken
        );
        return [.. rows.Select(row => RecordOf(code, row.Id))];
    }

    public async Task<TargetRecord> WriteAsync(
        Customer customer,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        var country = await CountryAsync(customer.Country, cancellationToken);
        if (found is null)
        {
            return await CreateAsync(customer, country, cancellationToken);
        }

        var id = int.Parse(found.ExternalId, CultureInfo.InvariantCulture);
        var party = await PartySnapshot.ReadAsync(rpc, id, cancellationToken);
        var changes = party.ChangesTo(customer, country);
        if (changes.Count == 0)
        {
            return found;
        }

        cancellationToken.ThrowIfCancellationRequested();
        await WithTypeOrWithoutAsync(
            customer,
            changes,
            values => UpdateAsync(id, values, party.Stamp)
        );
        return RecordOf(customer.Code, id);
    }

    private static readonly bool[] BothStates = [true, false];

    private async Task<TargetRecord> CreateAsync(
        Customer customer,
        int? country,
        CancellationToken cancellationToken
    )
    {
        var values = PartySnapshot.None.ChangesTo(customer, country);
        values["code"] = customer.Code.Value;
        cancellationToken.ThrowIfCancellationRequested();
        var id = 0;
        await WithTypeOrWithoutAsync(
            customer,
            values,
            async all => id = (await rpc.CreateAsync(Model, [all], CancellationToken.None))[0]
        );
        return RecordOf(customer.Code, id);
    }

    // One call is one transaction: what was refused has changed nothing and may be sent again.
    private static async Task WithTypeOrWithoutAsync(
        Customer customer,
        Dictionary<string, object?> values,
        Func<Dictionary<string, object?>, Task> sendAsync
    )
    {
        try
        {
            await sendAsync(values);
        }
        catch (ConnectorException e)
            when (e.Fault is ConnectorFault.Refused
                && TaxIdentifier.WithoutType(customer, values) is { }
            )
        {
            await sendAsync(TaxIdentifier.WithoutType(customer, values)!);
        }
    }

    private Task<object?> UpdateAsync(int id, Dictionary<string, object?> values, string stamp)
    {
        int[] ids = [id];
        var key = string.Create(CultureInfo.InvariantCulture, $"{Model},{id}");
        return rpc.CallAsync<object?>(
            TrytonCall.Change(Model, "write", [ids, values]) with
            {
                Context = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["_timestamp"] = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [key] = stamp,
                    },
                },
            },
            CancellationToken.None
        );
    }

    // A Tryton without the list of countries leaves addresses without one.
    private async Task<int?> CountryAsync(string code, CancellationToken cancellationToken)
    {
        var rows = await rpc.SearchReadAsync<IdRow>(
            new("country.country", [new object[] { "code", "=", code }], []),
            cancellationToken
        );
        return rows.FirstOrDefault()?.Id;
    }

    private static TargetRecord RecordOf(CustomerCode code, int id) =>
        new(code.Value, id.ToString(CultureInfo.InvariantCulture), TargetState.Posted);
}
