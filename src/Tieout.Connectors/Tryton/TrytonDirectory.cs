using System.Collections.Concurrent;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton;

/// <summary>Finds what is set up in Tryton by the names that the hub knows.</summary>
/// <remarks>
/// Ids of accounts, taxes, units and journals are kept for the life of this object: Tryton never
/// reuses them. What can change under our feet (periods, rates, parties) is asked for each time.
/// </remarks>
internal sealed class TrytonDirectory(TrytonRpc rpc, TrytonOptions options)
{
    private static readonly string[] AccountFields = ["name", "code"];
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TrytonCompany> _companies = new(
        StringComparer.Ordinal
    );
    private UnitRow? _hour;

    /// <summary>The company that a legal entity is; the user's own when none is named for it.</summary>
    public async Task<TrytonCompany> CompanyAsync(
        LegalEntityCode? legalEntity,
        CancellationToken cancellationToken
    )
    {
        var name = legalEntity is { } entity
            ? options.Companies.GetValueOrDefault(entity.Value)
            : null;
        var key = name ?? string.Empty;
        if (_companies.TryGetValue(key, out var known))
        {
            return known;
        }

        object?[] domain = name is null
            ? [new object[] { "id", "=", await OwnCompanyAsync(cancellationToken) }]
            : [new object[] { "party.name", "=", name }];
        var rows = await rpc.SearchReadAsync<CompanyRow>(
            new("company.company", domain, ["currency", "party.name"]),
            cancellationToken
        );
        return rows is [var row]
            ? _companies.GetOrAdd(key, new TrytonCompany(row.Id, row.Currency))
            : throw TrytonRefusal.Settings(
                options.System,
                $"{rows.Length} companies are named '{name}'; one was expected."
            );
    }

    /// <summary>The tax of a code; none where the code means no tax.</summary>
    public async Task<int?> TaxAsync(
        TaxCode code,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var name = options.Taxes.GetValueOrDefault(code.Value, code.Value);
        if (name.Length == 0)
        {
            return null;
        }

        return await NamedAsync("account.tax", name, company, cancellationToken)
            ?? throw TrytonRefusal.Of(
                options.System,
                $"Tryton has no tax named '{name}', which tax code {code} is mapped to.",
                TrytonRefusal.TaxCodeMissing
            );
    }

    /// <summary>An account by its code, or by its name where no code fits.</summary>
    public async Task<int> AccountAsync(
        string account,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var key = $"account/{company.Id}/{account}";
        if (_ids.TryGetValue(key, out var id))
        {
            return id;
        }

        object?[] either =
        [
            "OR",
            new object[] { "code", "=", account },
            new object[] { "name", "=", account },
        ];
        var rows = await rpc.SearchReadAsync<AccountRow>(
            new(
                "account.account",
                [new object[] { "company", "=", company.Id }, either],
                AccountFields
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        var byCode = Array.FindAll(
            rows,
            row => string.Equals(row.Code, account, StringComparison.Ordinal)
        );
        var best = byCode.Length > 0 ? byCode : rows;
        return best is [var one]
            ? _ids.GetOrAdd(key, one.Id)
            : throw TrytonRefusal.Of(
                options.System,
                $"{best.Length} accounts of Tryton have the code or name '{account}'; one was "
                    + "expected.",
                TrytonRefusal.AccountMissing
            );
    }

    /// <summary>The journal of sales.</summary>
    public async Task<int> RevenueJournalAsync(CancellationToken cancellationToken)
    {
        const string key = "journal";
        if (_ids.TryGetValue(key, out var id))
        {
            return id;
        }

        var rows = await rpc.SearchReadAsync<IdRow>(
            new("account.journal", [new object[] { "type", "=", "revenue" }], [])
            {
                Limit = 1,
                OrderBy = ["id"],
            },
            cancellationToken
        );
        return rows is [var row]
            ? _ids.GetOrAdd(key, row.Id)
            : throw TrytonRefusal.Settings(
                options.System,
                "Tryton has no journal of type revenue."
            );
    }

    /// <summary>The unit of hours, and how many decimals a quantity of it may have.</summary>
    public async Task<UnitRow> HourAsync(CancellationToken cancellationToken)
    {
        if (_hour is { } known)
        {
            return known;
        }

        var rows = await rpc.SearchReadAsync<UnitRow>(
            new("product.uom", [new object[] { "name", "=", options.HourUnit }], ["digits"]),
            cancellationToken
        );
        return _hour = rows is [var row]
            ? row
            : throw TrytonRefusal.Settings(
                options.System,
                $"{rows.Length} units are named '{options.HourUnit}'; one was expected."
            );
    }

    /// <summary>The currency, with a rate on the day if it is not the ledger's own.</summary>
    public async Task<CurrencyRow> CurrencyAsync(
        CurrencyCode currency,
        TrytonCompany company,
        LocalDate date,
        CancellationToken cancellationToken
    )
    {
        var rows = await rpc.SearchReadAsync<CurrencyRow>(
            new(
                "currency.currency",
                [new object[] { "code", "=", currency.Code }],
                ["code", "digits", "rate"]
            )
            {
                Context = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["date"] = date,
                },
            },
            cancellationToken
        );
        if (rows is not [var row])
        {
            throw TrytonRefusal.Of(
                options.System,
                $"Tryton has no currency {currency}; add it with its rates.",
                TrytonFailure.RateMissing
            );
        }

        return row.Id == company.Currency || row.Rate is > 0m
            ? row
            : throw TrytonRefusal.Of(
                options.System,
                $"Tryton has no rate of {currency} on {date:uuuu-MM-dd}.",
                TrytonFailure.RateMissing
            );
    }

    private async Task<int?> NamedAsync(
        string model,
        string name,
        TrytonCompany company,
        CancellationToken cancellationToken
    )
    {
        var key = $"{model}/{company.Id}/{name}";
        if (_ids.TryGetValue(key, out var id))
        {
            return id;
        }

        var rows = await rpc.SearchReadAsync<NamedRow>(
            new(
                model,
                [new object[] { "name", "=", name }, new object[] { "company", "=", company.Id }],
                ["name"]
            )
            {
                Context = company.Context,
            },
            cancellationToken
        );
        return rows is [var row] ? _ids.GetOrAdd(key, row.Id) : null;
    }

    private async Task<int> OwnCompanyAsync(CancellationToken cancellationToken)
    {
        var preferences = await rpc.CallAsync<UserPreferences>(
            TrytonCall.Read("res.user", "get_preferences", [true]),
            cancellationToken
        );
        return preferences.Company
            ?? throw TrytonRefusal.Settings(
                options.System,
                $"the user '{options.Login}' has no company in Tryton."
            );
    }

    /// <summary>The part of a user's preferences that is of interest.</summary>
    private sealed record UserPreferences(int? Company);
}
