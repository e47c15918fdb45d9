using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>What the account is set up with.</summary>
internal static class Seeds
{
    private const int FirstYear = 2025;
    private const int Years = 4;

    public static void Sow(NsBook book)
    {
        if (book.All("subsidiary").Count > 0)
        {
            return;
        }

        string[] currencies = ["GBP", "USD", "EUR", "JPY", "CHF"];
        decimal[] rates = [1m, 0.8m, 0.85m, 0.005m, 0.9m];
        for (var i = 0; i < currencies.Length; i++)
        {
            Put(
                book,
                "currency",
                i + 1,
                ("name", currencies[i]),
                ("symbol", currencies[i]),
                ("currencyPrecision", currencies[i] is "JPY" ? 0 : 2),
                ("exchangeRate", rates[i])
            );
        }

        Put(book, "subsidiary", 1, ("name", "Rehearsal UK"), ("country", "GB"), ("currency", "1"));
        Put(book, "subsidiary", 2, ("name", "Rehearsal US"), ("country", "US"), ("currency", "2"));
        Accounts(book);
        Put(book, "salesTaxItem", 5, ("itemId", "S-GB"), ("rate", 20m), ("taxAccount", "112"));
        Put(book, "salesTaxItem", 6, ("itemId", "R-GB"), ("rate", 5m), ("taxAccount", "112"));
        Put(book, "salesTaxItem", 7, ("itemId", "Z-GB"), ("rate", 0m), ("taxAccount", "112"));
        Put(book, "salesTaxItem", 8, ("itemId", "NY-US"), ("rate", 8.875m), ("taxAccount", "112"));
        Put(book, "term", 1, ("name", "Net 15"), ("daysUntilNetDue", 15));
        Put(book, "term", 2, ("name", "Net 30"), ("daysUntilNetDue", 30));
        Put(book, "department", 1, ("name", "Consulting"), ("externalId", "Consulting"));
        Put(book, "department", 2, ("name", "Support"), ("externalId", "Support"));
        Put(book, "classification", 1, ("name", "P1"), ("externalId", "P1"));
        Put(book, "classification", 2, ("name", "P2"), ("externalId", "P2"));
        Put(book, "location", 1, ("name", "London"), ("externalId", "London"));
        Calendar(book);
    }

    /// <summary>Sets up a record under an id of its own choice.</summary>
    public static void Put(
        NsBook book,
        string type,
        int id,
        params (string Field, JsonNode Value)[] fields
    )
    {
        var held = new JsonObject();
        foreach (var (field, value) in fields)
        {
            held[field] = value;
        }

        var text = id.ToString(CultureInfo.InvariantCulture);
        _ = book.Add(new NsRecord(RecordTypes.Find(type)!, text, held));
    }

    private static void Accounts(NsBook book)
    {
        (int Id, string Number, string Name, string Type)[] accounts =
        [
            (100, "1000", "Checking", "Bank"),
            (101, "1100", "Accounts Receivable", "AcctRec"),
            (102, "1110", "Undeposited Funds", "OthCurrAsset"),
            (110, "4000", "Consulting Revenue", "Income"),
            (111, "4100", "Support Revenue", "Income"),
            (112, "2200", "VAT Liability", "OthCurrLiab"),
            (113, "2400", "Deferred Revenue", "DeferRevenue"),
            (114, "6000", "Bad Debts", "Expense"),
            (115, "1200", "Unbilled Receivables", "OthCurrAsset"),
            (116, "1210", "Contract Assets", "OthCurrAsset"),
        ];
        foreach (var (id, number, name, type) in accounts)
        {
            Put(
                book,
                "account",
                id,
                ("acctNumber", number),
                ("acctName", name),
                ("accttype", type)
            );
        }

        Put(book, "serviceSaleItem", 10, ("itemId", "Consulting"), ("incomeAccount", "110"));
        Put(book, "serviceSaleItem", 11, ("itemId", "Support"), ("incomeAccount", "111"));
    }

    private static void Calendar(NsBook book)
    {
        var id = 1;
        for (var year = FirstYear; year < FirstYear + Years; year++)
        {
            var first = new DateOnly(year, 1, 1);
            var yearId = id++;
            Period(
                book,
                yearId,
                $"FY {year.ToString(CultureInfo.InvariantCulture)}",
                first,
                12,
                parent: null
            );
            for (var quarter = 0; quarter < 4; quarter++)
            {
                var start = first.AddMonths(quarter * 3);
                var quarterId = id++;
                var name = string.Create(CultureInfo.InvariantCulture, $"Q{quarter + 1} {year}");
                Period(book, quarterId, name, start, 3, yearId);
                for (var month = 0; month < 3; month++)
                {
                    var begin = start.AddMonths(month);
                    Period(book, id++, Periods.NameOf(begin), begin, 1, quarterId);
                }
            }
        }
    }

    private static void Period(
        NsBook book,
        int id,
        string name,
        DateOnly start,
        int months,
        int? parent
    )
    {
        const string Day = "yyyy-MM-dd";
        var end = start.AddMonths(months).AddDays(-1);
        List<(string, JsonNode)> fields =
        [
            ("periodName", name),
            ("startDate", start.ToString(Day, CultureInfo.InvariantCulture)),
            ("endDate", end.ToString(Day, CultureInfo.InvariantCulture)),
            ("isPosting", months == 1),
            ("isAdjust", false),
            ("isQuarter", months == 3),
            ("isYear", months == 12),
            ("closed", false),
            ("allLocked", false),
            ("arLocked", false),
            ("apLocked", false),
            ("allowNonGLChanges", false),
        ];
        if (parent is { } above)
        {
            fields.Add(("parent", above.ToString(CultureInfo.InvariantCulture)));
        }

        Put(book, "accountingPeriod", id, [.. fields]);
    }
}
