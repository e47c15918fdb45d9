using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton;

/// <summary>Only the id of a record that something points at.</summary>
internal sealed record IdRow(int Id);

/// <summary>A record known by its name.</summary>
internal sealed record NamedRow(int Id, string Name);

/// <summary>account.account.</summary>
internal sealed record AccountRow(int Id, string Name, string? Code);

/// <summary>currency.currency; the rate is the one of the context's date.</summary>
internal sealed record CurrencyRow(int Id, string Code, int Digits, decimal? Rate);

/// <summary>company.company.</summary>
internal sealed record CompanyRow(
    int Id,
    int Currency,
    [property: JsonPropertyName("party.")] PartyNameRow Party
);

/// <summary>A party's name and code, as a nested read brings them.</summary>
internal sealed record PartyNameRow(int Id, string? Name = null, string? Code = null);

/// <summary>product.uom.</summary>
internal sealed record UnitRow(int Id, int Digits);

/// <summary>account.period.</summary>
internal sealed record PeriodRow(int Id, string Name, string State);
