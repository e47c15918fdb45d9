using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.LegacyErp.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>What the ERP has in its books: periods, customers, documents, batches that it received.</summary>
internal sealed class ErpLedger(ObjectStore store, IErpInterface spoken)
{
    public const string Documents = "document";
    public const string Customers = "customer";
    public const string Batches = "batch";

    private const string Periods = "period";
    private const string Numbers = "number";

    /// <summary>Months of 2025 are closed for good, 2026 is open, 2027 future, 2028 never opened.</summary>
    public void Sow()
    {
        if (store.All(Periods).Count > 0)
        {
            return;
        }

        foreach (var (company, _) in spoken.Companies)
        {
            for (var year = 2025; year <= 2028; year++)
            {
                var status = year switch
                {
                    2025 => "P",
                    2026 => "O",
                    2027 => "F",
                    _ => "N",
                };
                for (var month = 1; month <= 12; month++)
                {
                    _ = store.Add(
                        Periods,
                        PeriodId(company, year, month),
                        DateTimeOffset.UnixEpoch,
                        new JsonObject { ["status"] = status }
                    );
                }
            }
        }
    }

    public IReadOnlyList<PeriodRow> AllPeriods() =>
        [
            .. store
                .All(Periods)
                .Select(x =>
                {
                    var parts = x.Id.Split(' ', '-');
                    return new PeriodRow(
                        parts[0],
                        int.Parse(parts[1], CultureInfo.InvariantCulture),
                        int.Parse(parts[2], CultureInfo.InvariantCulture),
                        (string)x.Fields["status"]!
                    );
                }),
        ];

    /// <summary>Whether a day of a company may be posted to.</summary>
    public bool TakesPostings(string company, string day) =>
        DateOnly.TryParseExact(
            day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
        && store.Find(Periods, PeriodId(company, date.Year, date.Month)) is { } period
        && (string?)period.Fields["status"] is "O" or "F";

    /// <summary>Opens or closes a month; false when there is none.</summary>
    public bool SetPeriod(string company, string month, string status)
    {
        if (store.Find(Periods, $"{company} {month}") is not { } period)
        {
            return false;
        }

        period.Fields["status"] = status;
        store.Put(period);
        return true;
    }

    /// <summary>Makes or changes a customer.</summary>
    public PostedRow Keep(ImportedCustomer customer, DateTimeOffset now)
    {
        var held = store.Find(Customers, customer.Code);
        var fields = held?.Fields ?? [];
        fields["name"] = customer.Name;
        fields["street"] = customer.Street;
        fields["city"] = customer.City;
        fields["postalCode"] = customer.PostalCode;
        fields["country"] = customer.Country;
        fields["taxId"] = customer.TaxId;
        if (held is null)
        {
            _ = store.Add(Customers, customer.Code, now, fields);
        }
        else
        {
            store.Put(held with { Fields = fields, Modified = now });
        }

        return new PostedRow(customer.Code, customer.Code, customer.Code);
    }

    /// <summary>Posts a document and draws its number.</summary>
    public PostedRow Post(ImportedDocument document, string batch, DateTimeOffset now)
    {
        var year = document.LedgerDate[..4];
        var series = spoken.NumbersByYear ? $"{document.Company}/{year}" : "all";
        var number = Next(series);
        var id = spoken.NumbersByYear
            ? $"{document.Company}/{number}/{year}"
            : (long.Parse(number, CultureInfo.InvariantCulture) + 5_000_000L).ToString(
                CultureInfo.InvariantCulture
            );
        var fields = new JsonObject
        {
            ["id"] = id,
            ["number"] = number,
            ["batch"] = batch,
            ["company"] = document.Company,
            ["customer"] = document.Customer,
            ["currency"] = document.Currency,
            ["date"] = document.Date,
            ["ledgerDate"] = document.LedgerDate,
            ["net"] = document.Net,
            ["tax"] = document.Tax,
            ["deducted"] = document.Deducted,
            ["credits"] = document.Credits,
            ["lines"] = new JsonArray([
                .. document.Rows.Select(x =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["text"] = x.Text,
                            ["amount"] = x.Amount,
                            ["account"] = x.Account,
                        }
                ),
            ]),
        };
        return Row(store.Add(Documents, document.Key, now, fields));
    }

    /// <summary>What stands under a key, or under the number that was drawn for it.</summary>
    public PostedRow? Find(string key) =>
        (
            store.Find(Documents, key)
            ?? store
                .All(Documents)
                .FirstOrDefault(x =>
                    key.Equals((string?)x.Fields["number"], StringComparison.Ordinal)
                )
        )
            is { } held
            ? Row(held)
            : null;

    public StoredObject? Customer(string code) => store.Find(Customers, code);

    private static PostedRow Row(StoredObject held)
    {
        decimal Of(string name) => (decimal?)held.Fields[name] ?? 0m;
        string Text(string name) => (string)held.Fields[name]!;
        return new PostedRow(
            held.Id,
            Text("id"),
            Text("number"),
            Text("company"),
            Text("ledgerDate"),
            Text("currency"),
            Of("net"),
            Of("tax"),
            Of("net") + Of("tax") - Of("deducted") - Of("paid")
        );
    }

    private static string PeriodId(string company, int year, int month) =>
        string.Create(CultureInfo.InvariantCulture, $"{company} {year:D4}-{month:D2}");

    private string Next(string series)
    {
        var held = store.Find(Numbers, series);
        var next =
            ((long?)held?.Fields["last"] ?? (spoken.NumbersByYear ? 1_800_000_000L : 100_000L)) + 1;
        var fields = new JsonObject { ["last"] = next };
        if (held is null)
        {
            _ = store.Add(Numbers, series, DateTimeOffset.UnixEpoch, fields);
        }
        else
        {
            store.Put(held with { Fields = fields });
        }

        return next.ToString(CultureInfo.InvariantCulture);
    }
}
