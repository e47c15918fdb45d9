using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp.Idoc;

/// <summary>An accounting document in the segments of FIDCCP02.</summary>
internal static class IdocPosting
{
    private const string Debit = "S";

    /// <summary>Debits and credits of items and taxes.</summary>
    public static (decimal Debits, decimal Credits) SumsOf(List<IdocRecord> data)
    {
        decimal debits = 0m,
            credits = 0m;
        foreach (var record in data)
        {
            var signed = record.Segment switch
            {
                "E1FISEG" => record.Amount(26) * (record.In(7, 1) is Debit ? 1m : -1m),
                "E1FISET" => record.Amount(36) * (record.In(19, 1) is Debit ? 1m : -1m),
                _ => 0m,
            };
            debits += Math.Max(signed, 0m);
            credits += Math.Max(-signed, 0m);
        }

        return (debits, credits);
    }

    public static ImportedDocument Document(string key, List<IdocRecord> data)
    {
        var header = data.First(x => x.Segment is "E1FIKPF");
        var items = data.Where(x => x.Segment is "E1FISEG").ToList();
        var customer = data.First(x => x.Segment is "E1FINBU");
        var others = items.Where(x => x.In(6, 1) is "S").ToList();
        // Revenue has a tax code; what is kept back or was paid in advance has none.
        var deductions = others.Where(x => x.In(8, 2).Length == 0).ToList();
        var isCredit = header.In(19, 2) is "DG";
        return new ImportedDocument(
            key,
            header.In(1, 4),
            isCredit,
            header.In(88, 5),
            Day(header.In(21, 8)),
            Day(header.In(29, 8)),
            customer.In(1, 10),
            [
                .. others
                    .Where(x => x.In(8, 2).Length > 0)
                    .Select(x => new ImportedRow(
                        Segment(x),
                        x.In(60, 50),
                        -Signed(x),
                        x.In(135, 10),
                        x.In(8, 2)
                    )),
            ],
            [
                .. data.Where(x => x.Segment is "E1FISET")
                    .Select(x => new ImportedTax(
                        Segment(x),
                        x.In(4, 2),
                        x.Amount(55),
                        x.Amount(36) * (x.In(19, 1) is Debit ? -1m : 1m),
                        x.In(6, 10)
                    )),
            ],
            isCredit ? customer.In(23, 10) : null,
            deductions.Sum(Signed),
            [.. deductions.Select(x => x.In(135, 10))]
        );
    }

    private static decimal Signed(IdocRecord item) =>
        item.Amount(26) * (item.In(7, 1) is Debit ? 1m : -1m);

    private static string Segment(IdocRecord record) => record.At(50, 6);

    private static string Day(string digits) =>
        digits.Length == 8 ? $"{digits[..4]}-{digits[4..6]}-{digits[6..]}" : digits;
}
