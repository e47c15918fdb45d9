using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.SuiteQl;

/// <summary>Lines, entries and links of transactions.</summary>
internal static class TransactionTables
{
    private const string Receivable = "101";
    private const string Undeposited = "102";

    /// <summary>One line, as the books count: debits are positive.</summary>
    private sealed record Line(
        int Number,
        decimal Amount,
        string Account,
        bool IsMain = false,
        bool IsTax = false,
        JsonObject? Given = null
    );

    public static IEnumerable<NsRecord> All(NsBook book) =>
        RecordTypes.All.Where(x => x.IsTransaction).SelectMany(x => book.All(x.Name));

    public static bool IsPosted(NsRecord transaction) =>
        transaction.Type.Name switch
        {
            "invoice" => transaction.Text("status") is "A" or "B",
            "journalEntry" => transaction.Is("approved"),
            _ => true,
        };

    public static Table Lines(NsBook book) =>
        new(
            "transactionline",
            [
                ("uniquekey", Table.Number),
                ("transaction", Table.Number),
                ("id", Table.Number),
                ("linesequencenumber", Table.Number),
                ("mainline", Table.Text),
                ("taxline", Table.Text),
                ("item", Table.Number),
                ("quantity", Table.Amount),
                ("rate", Table.Amount),
                ("foreignamount", Table.Amount),
                ("netamount", Table.Amount),
                ("memo", Table.Text),
                ("subsidiary", Table.Number),
                ("department", Table.Number),
                ("class", Table.Number),
                ("location", Table.Number),
                ("entity", Table.Number),
            ],
            All(book).SelectMany(x => Of(book, x).Select(line => LineRow(x, line)))
        );

    public static Table Entries(NsBook book) =>
        new(
            "transactionaccountingline",
            [
                ("transaction", Table.Number),
                ("transactionline", Table.Number),
                ("accountingbook", Table.Number),
                ("account", Table.Number),
                ("debit", Table.Amount),
                ("credit", Table.Amount),
                ("amount", Table.Amount),
                ("posting", Table.Text),
            ],
            All(book)
                .SelectMany(x =>
                    Of(book, x)
                        .Select(
                            IReadOnlyList<object?> (line) =>
                            {
                                var amount = line.Amount * x.Amount("exchangeRate");
                                return
                                [
                                    Tables.Id(x.Id),
                                    line.Number,
                                    1,
                                    Tables.Id(line.Account),
                                    amount > 0m ? amount : null,
                                    amount < 0m ? -amount : null,
                                    amount,
                                    Tables.Yes(IsPosted(x)),
                                ];
                            }
                        )
                )
        );

    /// <summary>Which payment or credit memo settles which invoice, and by how much.</summary>
    public static Table Links(NsBook book, string name) =>
        new(
            name,
            [
                ("previousdoc", Table.Number),
                ("previousline", Table.Number),
                ("previoustype", Table.Text),
                ("nextdoc", Table.Number),
                ("nextline", Table.Number),
                ("nexttype", Table.Text),
                ("linktype", Table.Text),
                ("foreignamount", Table.Amount),
            ],
            Applications
                .All(book)
                .Select(
                    IReadOnlyList<object?> (x) =>
                        [
                            Tables.Id(x.Invoice),
                            0,
                            "CustInvc",
                            Tables.Id(x.By.Id),
                            x.Line,
                            x.By.Type.Code,
                            "Payment",
                            x.Amount,
                        ]
                )
        );

    private static IReadOnlyList<object?> LineRow(NsRecord x, Line line)
    {
        var given = line.Given ?? [];
        var quantity = NsRecord.AmountOf(given, "quantity");
        return
        [
            (long.Parse(x.Id, System.Globalization.CultureInfo.InvariantCulture) * 1000)
                + line.Number,
            Tables.Id(x.Id),
            line.Number,
            line.Number,
            Tables.Yes(line.IsMain),
            Tables.Yes(line.IsTax),
            Tables.Id(NsRecord.TextOf(given, "item")),
            // What is sold leaves: the quantity of an invoice's line is negative.
            given["quantity"] is null
                ? null
            : x.Type.Name is "invoice" ? -quantity
            : quantity,
            given["rate"] is null ? null : NsRecord.AmountOf(given, "rate"),
            line.Amount,
            line.Amount * x.Amount("exchangeRate"),
            given["description"]?.ToString() ?? given["memo"]?.ToString(),
            Tables.Id(x.Text("subsidiary")),
            Tables.Id(NsRecord.TextOf(given, "department")),
            Tables.Id(NsRecord.TextOf(given, "class")),
            Tables.Id(NsRecord.TextOf(given, "location")),
            Tables.Id(x.Text(x.Has("customer") ? "customer" : "entity")),
        ];
    }

    private static IEnumerable<Line> Of(NsBook book, NsRecord x) =>
        x.Type.Name switch
        {
            "invoice" => Sale(book, x, 1m),
            "creditMemo" => Sale(book, x, -1m),
            "customerPayment" =>
            [
                new(
                    0,
                    x.Amount("payment"),
                    x.Has("account") ? x.Text("account") : Undeposited,
                    IsMain: true
                ),
                new(1, -x.Amount("payment"), x.Has("arAcct") ? x.Text("arAcct") : Receivable),
            ],
            _ => x.Lines("line")
                .Select(
                    (line, i) =>
                        new Line(
                            i,
                            NsRecord.AmountOf(line, "debit") - NsRecord.AmountOf(line, "credit"),
                            NsRecord.TextOf(line, "account"),
                            IsMain: i == 0,
                            Given: line
                        )
                ),
        };

    private static IEnumerable<Line> Sale(NsBook book, NsRecord x, decimal sign)
    {
        var account = x.Has("account") ? x.Text("account") : Receivable;
        yield return new Line(0, sign * x.Amount("total"), account, IsMain: true);
        var number = 1;
        foreach (var line in x.Lines("item"))
        {
            yield return new Line(
                number++,
                -sign * NsRecord.AmountOf(line, "amount"),
                NsRecord.TextOf(line, "account"),
                Given: line
            );
        }

        foreach (var (code, tax) in SaleTotals.Taxes(book, x))
        {
            var liability = book.Require("salesTaxItem", code).Text("taxAccount");
            yield return new Line(number++, -sign * tax, liability, IsTax: true);
        }
    }
}
