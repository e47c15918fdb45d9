using System.Globalization;
using System.Text;
using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp.Idoc;

/// <summary>Reads FIDCCP02 and DEBMAS06 from the flat file of a file port, as SAP's inbound does.</summary>
/// <remarks>Positions are those of docs/reference/legacy-erp.md.</remarks>
internal sealed class IdocInterface : IErpInterface
{
    public string Extension => ".idoc";

    public string Encoding => "iso-8859-1";

    public IReadOnlyList<(string Code, string Currency)> Companies { get; } =
    [("1000", "GBP"), ("2000", "USD")];

    public IReadOnlyList<(string Code, decimal Rate)> TaxCodes { get; } =
    [("A1", 20m), ("A2", 5m), ("A0", 0m)];

    public IReadOnlyList<string> Accounts { get; } =
    ["800000", "800100", "175000", "146000", "170000"];

    public bool NumbersByYear => true;

    public IReadOnlyList<ImportedBatch> Read(string text, string name)
    {
        var batches = new List<ImportedBatch>();
        var records = text.Split('\n')
            .Select(x => new IdocRecord(x.TrimEnd('\r')))
            .Where(x => x.Text.Length > 0)
            .ToList();
        for (var i = 0; i < records.Count; )
        {
            var end = records.FindIndex(i + 1, x => x.IsControl);
            end = end < 0 ? records.Count : end;
            batches.Add(Batch(records[i], records[(i + 1)..end]));
            i = end;
        }

        return batches;
    }

    public string Acknowledge(IReadOnlyList<BatchResult> results, DateTimeOffset now) =>
        IdocStatusFile.Text(results, now);

    public string CodeOf(Trouble trouble) =>
        trouble switch
        {
            Trouble.Count => "ZTO 001",
            Trouble.Total => "ZTO 002",
            Trouble.Unreadable => "ZTO 003",
            Trouble.Repeated => "ZTO 004",
            Trouble.Company => "F5 353",
            Trouble.Period => "F5 286",
            Trouble.Customer => "F5 102",
            Trouble.CustomerOnHold => "F5 155",
            Trouble.Account => "F5 354",
            Trouble.TaxCode => "FF 753",
            Trouble.TaxAmount => "FF 722",
            Trouble.Currency => "SG 002",
            Trouble.Reference => "F5 351",
            Trouble.Duplicate => "F5 117",
            Trouble.Balance => "F5 702",
            _ => "B1 000",
        };

    /// <summary>T001B knows two intervals of open months.</summary>
    public string Periods(IReadOnlyList<PeriodRow> periods)
    {
        var text = new StringBuilder(
            "BUKRS,MKOAR,FRYE1,FRPE1,TOYE1,TOPE1,FRYE2,FRPE2,TOYE2,TOPE2\n"
        );
        foreach (var company in periods.GroupBy(x => x.Company, StringComparer.Ordinal))
        {
            var intervals = new List<(PeriodRow From, PeriodRow To)>();
            PeriodRow? last = null;
            foreach (var month in company.Where(x => x.TakesPostings))
            {
                var follows =
                    last is not null
                    && (last.Year * 12) + last.Month + 1 == (month.Year * 12) + month.Month;
                if (follows)
                {
                    intervals[^1] = (intervals[^1].From, month);
                }
                else
                {
                    intervals.Add((month, month));
                }

                last = month;
            }

            if (intervals.Count > 2)
            {
                throw new FormatException(
                    "T001B has two intervals of open periods: close what lies between first."
                );
            }

            text.Append(CultureInfo.InvariantCulture, $"{company.Key},+");
            for (var i = 0; i < 2; i++)
            {
                text.Append(
                    i < intervals.Count
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $",{intervals[i].From.Year},{intervals[i].From.Month:D3},{intervals[i].To.Year},{intervals[i].To.Month:D3}"
                        )
                        : ",0000,000,0000,000"
                );
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static ImportedBatch Batch(IdocRecord control, List<IdocRecord> data)
    {
        var id = control.At(14, 16);
        var key = control.At(435, 70);
        ImportedBatch Refused(Trouble trouble, string text) =>
            new(id, new ImportProblem(trouble, text), [], [], [key]);

        if (!control.IsControl || control.Text.Length < IdocRecord.ControlLength)
        {
            return Refused(Trouble.Unreadable, "the control record is not whole");
        }

        if (data.Exists(x => x.Text.Length < IdocRecord.DataLength))
        {
            return Refused(Trouble.Unreadable, "a data record is not whole");
        }

        var count = control.At(407, 14);
        if (decimal.Parse(count, CultureInfo.InvariantCulture) != data.Count)
        {
            return Refused(
                Trouble.Count,
                FormattableString.Invariant(
                    $"REFGRP counts {count} segments, there are {data.Count}"
                )
            );
        }

        if (control.At(40, 30) is "DEBMAS06")
        {
            return new ImportedBatch(id, null, [], [Customer(data)], [key]);
        }

        var (debits, credits) = IdocPosting.SumsOf(data);
        var total = decimal.Parse(control.At(505, 20), CultureInfo.InvariantCulture);
        if (debits != total)
        {
            return Refused(
                Trouble.Total,
                FormattableString.Invariant($"SERIAL says {total}, the debits come to {debits}")
            );
        }

        return debits == credits
            ? new ImportedBatch(id, null, [IdocPosting.Document(key, data)], [], [key])
            : Refused(
                Trouble.Balance,
                FormattableString.Invariant($"debits of {debits}, credits of {credits}")
            );
    }

    private static ImportedCustomer Customer(List<IdocRecord> data)
    {
        var general = data.First(x => x.Segment is "E1KNA1M");
        // NAME1 and NAME2 are 35 characters each; what fills the first goes on in the second.
        var name = general.Text.Substring(63 + 20, 70).TrimEnd();
        return new ImportedCustomer(
            general.In(4, 10),
            name,
            general.In(139, 35),
            general.In(91, 35),
            general.In(126, 10),
            general.In(18, 3),
            general.In(174, 20)
        );
    }
}
