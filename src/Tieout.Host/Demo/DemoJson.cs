using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Host.Demo;

/// <summary>The JSON that the story writes: its state, and what it asks of the simulated ERP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(DemoState))]
[JsonSerializable(typeof(LedgerLogin))]
[JsonSerializable(typeof(LedgerToken))]
[JsonSerializable(typeof(LedgerCompany))]
[JsonSerializable(typeof(LedgerTaxCode))]
[JsonSerializable(typeof(LedgerYear))]
internal sealed partial class DemoJson : JsonSerializerContext;

internal sealed record LedgerLogin(string ClientId, string ClientSecret);

internal sealed record LedgerToken(string AccessToken);

internal sealed record LedgerCompany(string Code, string Name, string Country, string Currency);

internal sealed record LedgerTaxCode(string Company, string Code, string Category, decimal Rate);

internal sealed record LedgerYear(string Company, int Year);
