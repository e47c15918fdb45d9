using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Money received on invoices.</summary>
internal sealed class PaymentFormat : RowFormat<Payment>
{
    private readonly Column _id;
    private readonly Column _invoice;
    private readonly Column _amount;
    private readonly Column _currency;
    private readonly Column _date;
    private readonly VersionColumns _version;

    public PaymentFormat()
        : base("payments", false)
    {
        _id = Required(
            "id",
            ColumnForm.Code,
            "PAY-9",
            "The ledger system's own id; `<system>/` is put in front unless a slash stands in it"
        );
        _version = Versioned(false);
        _invoice = Required(
            "invoice",
            ColumnForm.Code,
            "T-2026-10-0001",
            "The hub's invoice reference"
        );
        _amount = Required(
            "amount",
            ColumnForm.Number,
            "1190.00",
            "Received; negative takes an earlier payment back, zero cancels this one"
        );
        _currency = Required("currency", ColumnForm.Currency, "EUR", "Of the payment");
        _date = Required("value_date", ColumnForm.Date, "2026-12-01", "Day the money arrived");
    }

    protected override Payment Read(Row row) =>
        new(
            row.Named(_id),
            row.Version(_version),
            row.Code<InvoiceReference>(_invoice),
            new Money(row.Number(_amount), row.Currency(_currency)),
            row.Date(_date)
        );

    protected override void Fill(Cells cells, Payment fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_invoice, fact.Invoice);
        cells.Put(_amount, (decimal?)fact.Amount.Amount);
        cells.Put(_currency, (CurrencyCode?)fact.Amount.Currency);
        cells.Put(_date, (LocalDate?)fact.ValueDate);
    }
}
