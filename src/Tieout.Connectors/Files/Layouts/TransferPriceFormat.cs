using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What companies of the firm pay each other for an hour.</summary>
internal sealed class TransferPriceFormat : RowFormat<TransferPrice>
{
    private readonly Column _lender;
    private readonly Column _borrower;
    private readonly Column _role;
    private readonly Column _price;
    private readonly Column _currency;
    private readonly Column _from;
    private readonly Column _to;
    private readonly VersionColumns _version;

    public TransferPriceFormat()
        : base("transfer-prices", true)
    {
        _lender = Required("lender", ColumnForm.Code, "UK", "Legal entity that employs the person");
        _borrower = Required("borrower", ColumnForm.Code, "DE", "Legal entity of the contract");
        _version = Versioned(false);
        _role = Optional(
            "role",
            ColumnForm.Text,
            "Consultant",
            "The role worked in; every other role when left out"
        );
        _price = Required("hourly_price", ColumnForm.Number, "120", "Of one hour; zero is a price");
        _currency = Required("currency", ColumnForm.Currency, "USD", "That both sides book");
        _from = Optional("from", ColumnForm.Date, "2026-01-01", "First service date, included");
        _to = Optional(
            "to",
            ColumnForm.Date,
            "",
            "Last service date, included; a price that begins later goes first"
        );
    }

    public override IReadOnlyList<Column> Identifying => [_lender, _borrower, _role, _from];

    protected override TransferPrice Read(Row row)
    {
        var lender = row.Code<LegalEntityCode>(_lender);
        var borrower = row.Code<LegalEntityCode>(_borrower);
        if (lender == borrower)
        {
            row.Fail(_borrower, "files.bad-code", "is the lender too; nothing is lent within one");
        }

        return new(
            lender,
            borrower,
            row.OptionalDate(_from),
            row.Version(_version),
            new Money(row.NumberBetween(_price, 0m, FieldForms.NumberMax), row.Currency(_currency)),
            row.Name(_role),
            row.LastDate(_to, _from)
        );
    }

    protected override void Fill(Cells cells, TransferPrice fact)
    {
        cells.Put(_lender, fact.Lender);
        cells.Put(_borrower, fact.Borrower);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_role, fact.Role);
        cells.Put(_price, (decimal?)fact.HourlyPrice.Amount);
        cells.Put(_currency, (CurrencyCode?)fact.HourlyPrice.Currency);
        cells.Put(_from, fact.From);
        cells.Put(_to, fact.To);
    }
}
