using System.Globalization;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.SuiteQl;

/// <summary>The tables of the account as SuiteQL names them.</summary>
/// <remarks>Columns are those that the vendor's users are seen to ask for; there are many more.</remarks>
internal sealed class Tables(NsBook book)
{
    private static readonly Dictionary<string, string> Direct = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["customer"] = "customer",
        ["job"] = "job",
        ["employee"] = "employee",
        ["timebill"] = "timeBill",
        ["subsidiary"] = "subsidiary",
        ["account"] = "account",
        ["item"] = "serviceSaleItem",
        ["currency"] = "currency",
        ["salestaxitem"] = "salesTaxItem",
        ["term"] = "term",
        ["department"] = "department",
        ["classification"] = "classification",
        ["location"] = "location",
        ["accountingperiod"] = "accountingPeriod",
        ["customersubsidiaryrelationship"] = "customerSubsidiaryRelationship",
    };

    /// <summary>A table by the name that a query has for it; none when there is no such table.</summary>
    public Table? Find(string name) =>
        name.ToLowerInvariant() switch
        {
            "transaction" => Transactions(),
            "transactionline" => TransactionTables.Lines(book),
            "transactionaccountingline" => TransactionTables.Entries(book),
            "nexttransactionlinelink" or "previoustransactionlinelink" => TransactionTables.Links(
                book,
                name
            ),
            "deletedrecord" => Deleted(),
            _ => Direct.TryGetValue(name, out var type) ? Of(name, RecordTypes.Find(type)!) : null,
        };

    public static object? Yes(bool isSo) => isSo ? "T" : "F";

    public static object? Day(DateOnly? day) =>
        day is { } some
            ? some.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00"
            : null;

    /// <summary>An instant as SuiteQL tells it: in the time zone of whoever asks.</summary>
    public static object Stamp(NsBook book, DateTimeOffset instant) =>
        TimeZoneInfo
            .ConvertTime(instant, book.Preferences.TimeZone)
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A number by itself, so that it compares as one; a text else.</summary>
    public static object? Id(string text) =>
        text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : text;

    private Table Of(string name, RecordType type)
    {
        var fields = type
            .Fields.All.Where(x => x.Kind is not (FieldKind.Sublist or FieldKind.Subrecord))
            .ToList();
        return new Table(
            name,
            [.. fields.Select(x => (x.Name.ToLowerInvariant(), KindOf(x)))],
            book.All(type.Name)
                .Select(
                    IReadOnlyList<object?> (record) => [.. fields.Select(x => Value(record, x))]
                )
        );
    }

    private static string KindOf(Field field) =>
        field.Kind switch
        {
            FieldKind.Reference => Table.Number,
            FieldKind.Amount or FieldKind.Count => Table.Amount,
            FieldKind.Date or FieldKind.Instant => Table.Day,
            _ => field.Name is "id" ? Table.Number : Table.Text,
        };

    private object? Value(NsRecord record, Field field) =>
        field.Name switch
        {
            "id" => Id(record.Id),
            "lastModifiedDate" => Stamp(book, record.Modified),
            "dateCreated" or "createdDate" => Stamp(book, record.Created),
            _ => field.Kind switch
            {
                FieldKind.YesNo => Yes(record.Is(field.Name)),
                FieldKind.Date => Day(record.Date(field.Name)),
                FieldKind.Reference => Id(record.Text(field.Name)),
                _ => record.Has(field.Name) ? record.Text(field.Name) : null,
            },
        };

    private Table Transactions() =>
        new(
            "transaction",
            [
                ("id", Table.Number),
                ("tranid", Table.Text),
                ("type", Table.Text),
                ("recordtype", Table.Text),
                ("externalid", Table.Text),
                ("entity", Table.Number),
                ("trandate", Table.Day),
                ("duedate", Table.Day),
                ("postingperiod", Table.Number),
                ("currency", Table.Number),
                ("exchangerate", Table.Amount),
                ("status", Table.Text),
                ("approvalstatus", Table.Number),
                ("posting", Table.Text),
                ("voided", Table.Text),
                ("memo", Table.Text),
                ("otherrefnum", Table.Text),
                ("foreigntotal", Table.Amount),
                ("foreignamountpaid", Table.Amount),
                ("foreignamountunpaid", Table.Amount),
                ("foreignpaymentamountunused", Table.Amount),
                ("createddate", Table.Day),
                ("lastmodifieddate", Table.Day),
            ],
            TransactionTables.All(book).Select(Row)
        );

    private IReadOnlyList<object?> Row(NsRecord x)
    {
        var sign = x.Type.Name is "creditMemo" or "customerPayment" ? -1m : 1m;
        return
        [
            Id(x.Id),
            x.Text("tranId"),
            x.Type.Code,
            x.Type.Name.ToLowerInvariant(),
            x.Has("externalId") ? x.ExternalId : null,
            Id(x.Text(x.Has("customer") ? "customer" : "entity")),
            Day(x.Date("tranDate")),
            Day(x.Date("dueDate")),
            Id(x.Text("postingPeriod")),
            Id(x.Text("currency")),
            x.Amount("exchangeRate"),
            x.Text("status"),
            Id(x.Text("approvalStatus")),
            Yes(TransactionTables.IsPosted(x)),
            Yes(x.Text("status") is "V"),
            x.Has("memo") ? x.Text("memo") : null,
            x.Has("otherRefNum") ? x.Text("otherRefNum") : null,
            sign * x.Amount("total"),
            x.Type.Name is "invoice" ? x.Amount("amountPaid") : null,
            x.Type.Name is "invoice" ? x.Amount("amountRemaining") : null,
            x.Has("unapplied") ? x.Amount("unapplied") : null,
            Stamp(book, x.Created),
            Stamp(book, x.Modified),
        ];
    }

    /// <summary>Column names are not in the vendor's help [U].</summary>
    private Table Deleted() =>
        new(
            "deletedrecord",
            [
                ("recordid", Table.Number),
                ("name", Table.Text),
                ("deleteddate", Table.Day),
                ("recordtypeid", Table.Text),
            ],
            book.Store.All(NsBook.DeletedKind)
                .Select(
                    IReadOnlyList<object?> (x) =>
                        [
                            Id((string)x.Fields["recordid"]!),
                            (string?)x.Fields["name"],
                            Stamp(book, x.Modified),
                            ((string)x.Fields["type"]!).ToUpperInvariant(),
                        ]
                )
        );
}
