using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Companies of the firm.</summary>
internal sealed class LegalEntityFormat : RowFormat<LegalEntity>
{
    private readonly Column _code;
    private readonly Column _name;
    private readonly Column _country;
    private readonly Column _currency;
    private readonly Column _registrations;
    private readonly Column _taxId;
    private readonly Column _address;
    private readonly Column _dimensions;
    private readonly Column _taxMode;
    private readonly Column _taxRounding;
    private readonly Column _taxLineDigits;
    private readonly VersionColumns _version;

    public LegalEntityFormat()
        : base("legal-entities", true)
    {
        _code = Required("code", ColumnForm.Code, "UK", "Unique in the firm");
        _version = Versioned(false);
        _name = Required("name", ColumnForm.Text, "Tieout Consulting Ltd", "As on its invoices");
        _country = Required("country", ColumnForm.Word, "GB", "ISO 3166-1, two capital letters");
        _currency = Required("currency", ColumnForm.Currency, "GBP", "Currency of its ledger");
        _registrations = Optional(
            "tax_registrations",
            ColumnForm.Codes,
            "GB;US-TX",
            "Places where it is registered for tax, as `place` of tax rules; not checked when left out"
        );
        _taxId = Optional("tax_id", ColumnForm.Text, "GB123456789", "Its VAT registration; BT-31");
        _address = Optional(
            "e_address",
            ColumnForm.Text,
            "0088:5000010000001",
            "Where its electronic invoices come from: scheme and id; BT-34"
        );
        _dimensions = Optional(
            "required_dimensions",
            ColumnForm.Codes,
            "practice;region",
            "Lines of its documents have a value of each; none when left out"
        );
        _taxMode = Optional(
            "tax_mode",
            ColumnForm.Word,
            "per-category",
            "Where its ledger rounds tax; per-category when left out",
            Words<TaxMode>.All
        );
        _taxRounding = Optional(
            "tax_rounding",
            ColumnForm.Word,
            "half-up",
            "How its ledger rounds tax; half-up when left out",
            Words<Rounding>.All
        );
        _taxLineDigits = Optional(
            "tax_line_digits",
            ColumnForm.Integer,
            "4",
            "Decimals of a line's tax with per-line, 0 to 8; those of the currency when left out"
        );
    }

    protected override LegalEntity Read(Row row) =>
        new(
            row.Code<LegalEntityCode>(_code),
            row.Version(_version),
            row.RequiredText(_name),
            row.Country(_country),
            row.Currency(_currency),
            Arithmetic(row),
            TaxRegistrations: row.ManyTaxPlaces(_registrations),
            TaxId: row.Text(_taxId),
            ElectronicAddress: row.Text(_address),
            RequiredDimensions: row.Codes<DimensionCode>(_dimensions)
        );

    private TaxArithmetic? Arithmetic(Row row)
    {
        if (!row.Has(_taxMode) && !row.Has(_taxRounding) && !row.Has(_taxLineDigits))
        {
            return null;
        }

        var standard = TaxArithmetic.Default;
        return new TaxArithmetic(
            row.Word(_taxMode, standard.Mode),
            row.Word(_taxRounding, standard.Rounding),
            row.Has(_taxLineDigits) ? row.Integer(_taxLineDigits, 0, 0, 8) : null
        );
    }

    protected override void Fill(Cells cells, LegalEntity fact)
    {
        cells.Put(_code, fact.Code);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_name, fact.Name);
        cells.Put(_country, fact.Country);
        cells.Put(_currency, (CurrencyCode?)fact.Currency);
        cells.PutNames(_registrations, fact.TaxRegistrations);
        cells.Put(_taxId, fact.TaxId);
        cells.Put(_address, fact.ElectronicAddress);
        cells.Put(_dimensions, fact.RequiredDimensions);
        if (fact.Arithmetic is { } arithmetic)
        {
            cells.PutWord(_taxMode, arithmetic.Mode);
            cells.PutWord(_taxRounding, arithmetic.Rounding);
            cells.Put(_taxLineDigits, (decimal?)arithmetic.LineDigits);
        }
    }
}
