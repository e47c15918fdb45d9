using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.LegacyErp.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>Extracts what was paid and cancelled, with a header of totals.</summary>
internal sealed class ErpReceipts(ObjectStore store, ErpFolder folder)
{
    private const string Kind = "receipt";
    private const string Extracts = "extract";

    /// <summary>Notes a payment, what takes one back, or the cancelling of a document.</summary>
    /// <param name="action">P, R or V.</param>
    public string Note(
        string action,
        PostedRow document,
        decimal amount,
        string date,
        string? id,
        DateTimeOffset now
    )
    {
        var count = store.All(Kind).Count + 1;
        var receipt = id ?? string.Create(CultureInfo.InvariantCulture, $"R{count:D6}");
        _ = store.Add(
            Kind,
            count.ToString(CultureInfo.InvariantCulture),
            now,
            new JsonObject
            {
                ["receipt"] = receipt,
                ["action"] = action,
                ["company"] = document.Company,
                ["currency"] = document.Currency,
                ["document"] = document.Key,
                ["date"] = date,
                ["amount"] = amount,
                ["extract"] = 0,
            }
        );
        var held = store.Find(ErpLedger.Documents, document.Key)!;
        held.Fields["paid"] = ((decimal?)held.Fields["paid"] ?? 0m) + amount;
        held.Fields["void"] = action is "V";
        store.Put(held);
        return receipt;
    }

    /// <summary>Extracts what was not extracted yet.</summary>
    /// <param name="off">Makes the total of debits wrong by so much, as a cut file would be.</param>
    /// <param name="rerunOf">The extract whose details are extracted again; none for a new one.</param>
    /// <returns>The name of the file.</returns>
    public string Extract(DateTimeOffset now, decimal off, long? rerunOf)
    {
        var number = rerunOf ?? store.All(Extracts).Count + 1L;
        var id = number.ToString(CultureInfo.InvariantCulture);
        var held = store.Find(Extracts, id);
        var rerun = held is null ? 0L : (long)held.Fields["runs"]!;
        if (held is null)
        {
            _ = store.Add(Extracts, id, now, new JsonObject { ["runs"] = 1 });
        }
        else
        {
            held.Fields["runs"] = rerun + 1;
            store.Put(held);
        }

        var wanted = rerunOf ?? 0L;
        var details = store.All(Kind).Where(x => (long)x.Fields["extract"]! == wanted).ToList();
        foreach (var detail in details)
        {
            detail.Fields["extract"] = number;
            store.Put(detail);
        }

        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"receipts-{number:D10}-{rerun:D2}.txt"
        );
        folder.Give(name, Text(number, rerun, [.. details.Select(x => x.Fields)], off, now));
        return name;
    }

    private static string Text(
        long number,
        long rerun,
        IReadOnlyList<JsonObject> details,
        decimal off,
        DateTimeOffset now
    )
    {
        var text = new StringBuilder();
        var amounts = details.Select(x => (decimal)x["amount"]!).ToList();
        text.Append('1')
            .Append("TIEOUTPY")
            .Append(number.ToString("D10", CultureInfo.InvariantCulture))
            .Append(rerun.ToString("D10", CultureInfo.InvariantCulture))
            .Append(now.ToString("yyyy-MM-dd-HH.mm.ss.ffffff", CultureInfo.InvariantCulture))
            .Append(details.Count.ToString("D12", CultureInfo.InvariantCulture))
            .Append(Amount(amounts.Where(x => x > 0m).Sum() + off))
            .Append(Amount(amounts.Where(x => x < 0m).Sum()))
            .Append('\n');
        foreach (var detail in details)
        {
            string Field(string name, int length) => ((string)detail[name]!).PadRight(length);
            text.Append('2')
                .Append(Field("company", 5))
                .Append(Field("currency", 3))
                .Append(Field("receipt", 20))
                .Append(Field("action", 1))
                .Append(Field("document", 50))
                .Append(Field("date", 10))
                .Append(Amount((decimal)detail["amount"]!))
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Amount(decimal value) =>
        value.ToString("0.00", CultureInfo.InvariantCulture).PadLeft(16);
}
