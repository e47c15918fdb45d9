using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Money received before anything is invoiced.</summary>
internal sealed class DepositFormat : RowFormat<Deposit>
{
    private readonly Column _id;
    private readonly Column _contract;
    private readonly Column _amount;
    private readonly Column _currency;
    private readonly Column _date;
    private readonly VersionColumns _version;

    public DepositFormat()
        : base("deposits", false)
    {
        _id = Required(
            "id",
            ColumnForm.Code,
            "DEP-3",
            "The ledger system's own id; `<system>/` is put in front unless a slash stands in it"
        );
        _version = Versioned(false);
        _contract = Required("contract", ColumnForm.Code, "K-2026-001", "Contract number");
        _amount = Required(
            "amount",
            ColumnForm.Number,
            "5000.00",
            "Received; a refund is a row of its own below zero, with the day it was paid; zero cancels this one"
        );
        _currency = Required("currency", ColumnForm.Currency, "EUR", "The contract's");
        _date = Required("value_date", ColumnForm.Date, "2026-10-01", "Day the money arrived");
    }

    protected override Deposit Read(Row row) =>
        new(
            row.Named(_id),
            row.Version(_version),
            row.Code<EngagementId>(_contract),
            new Money(row.Number(_amount), row.Currency(_currency)),
            row.Date(_date)
        );

    protected override void Fill(Cells cells, Deposit fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_contract, fact.Engagement);
        cells.Put(_amount, (decimal?)fact.Amount.Amount);
        cells.Put(_currency, (CurrencyCode?)fact.Amount.Currency);
        cells.Put(_date, (LocalDate?)fact.ValueDate);
    }
}
