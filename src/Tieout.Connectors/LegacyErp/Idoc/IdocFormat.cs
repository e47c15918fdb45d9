using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>SAP: accounting documents as FIDCCP02 and customers as DEBMAS06.</summary>
internal sealed class IdocFormat(LegacyErpOptions options) : IErpFormat
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture(
        "uuuuMMdd"
    );

    public string Extension => ".idoc";

    public bool TakesDeductions => true;

    public string Compose(Delivery delivery, BatchId id) =>
        (
            delivery switch
            {
                Delivery.Document document => new IdocDocument(options, document).Compose(),
                Delivery.Party party => IdocCustomer.Compose(options, party.Customer),
                _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
            }
        ).Write(options, id);

    public Submission? ReadBatch(string text, BatchId id)
    {
        if (IdocFile.Read(text) is not { } file)
        {
            return null;
        }

        if (file.MessageType is "DEBMAS")
        {
            return new Submission(id, file.Key, IsParty: true);
        }

        var header = file.Segments.FirstOrDefault(x => x.Name is "E1FIKPF");
        return
            header is not null
            && CurrencyCode.TryParse(
                IdocLayouts.Header.Read(header.Data, "WAERS"),
                out var currency
            )
            && TryDate(IdocLayouts.Header.Read(header.Data, "BUDAT"), out var date)
            ? new Submission(
                id,
                file.Key,
                IsParty: false,
                date,
                new Money(-ItemsOf(file, isTaxed: true), currency),
                new Money(TaxOf(file), currency),
                new Money(ItemsOf(file, isTaxed: false), currency)
            )
            : null;
    }

    public IReadOnlyList<Answer>? ReadAnswers(string text) => IdocStatuses.Read(text);

    public IReadOnlyList<LedgerPeriod> ReadPeriods(string text, string company, LocalDate today) =>
        IdocPeriods.Read(text, company, today);

    public string? ReasonOf(string code) => IdocCodes.ReasonOf(code);

    /// <summary>Reads a day of eight digits.</summary>
    public static bool TryDate(string text, out LocalDate date)
    {
        return Day.Parse(text).TryGetValue(default, out date);
    }

    /// <summary>Debits less credits of the items of accounts: revenue has a tax code, deductions none.</summary>
    private static decimal ItemsOf(IdocFile file, bool isTaxed) =>
        file
            .Segments.Where(x => x.Name is "E1FISEG")
            .Where(x =>
                IdocLayouts.Item.Read(x.Data, "KOART") is "S"
                && IdocLayouts.Item.Read(x.Data, "MWSKZ").Length > 0 == isTaxed
            )
            .Sum(x =>
                IdocAmounts.Read(IdocLayouts.Item.Read(x.Data, "WRBTR"))
                * (IdocLayouts.Item.Read(x.Data, "SHKZG") is "S" ? 1m : -1m)
            );

    private static decimal TaxOf(IdocFile file) =>
        file
            .Segments.Where(x => x.Name is "E1FISET")
            .Sum(x =>
                IdocAmounts.Read(IdocLayouts.Tax.Read(x.Data, "FWSTE"))
                * (IdocLayouts.Tax.Read(x.Data, "SHKZG") is "H" ? 1m : -1m)
            );
}
