using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Customers and their hierarchy.</summary>
internal sealed class CustomerFormat : RowFormat<Customer>
{
    private readonly Column _code;
    private readonly Column _name;
    private readonly Column _country;
    private readonly Column _parent;
    private readonly Column _billsToSelf;
    private readonly Column _taxId;
    private readonly Column _street;
    private readonly Column _city;
    private readonly Column _postalCode;
    private readonly Column _region;
    private readonly Column _onHold;
    private readonly Column _exemptionNumber;
    private readonly Column _exemptionValidTo;
    private readonly ElectronicColumns _electronic;
    private readonly VersionColumns _version;

    public CustomerFormat()
        : base("customers", true)
    {
        _code = Required("code", ColumnForm.Code, "C-100", "Unique in the firm");
        _version = Versioned(false);
        _name = Required("name", ColumnForm.Text, "Acme GmbH", "As on its invoices");
        _country = Required(
            "country",
            ColumnForm.Word,
            "DE",
            "ISO 3166-1, two capital letters; of the billing address"
        );
        _parent = Optional("parent", ColumnForm.Code, "", "Customer above it");
        _billsToSelf = Optional(
            "bills_to_self",
            ColumnForm.Flag,
            "true",
            "Invoices go to itself, not to a customer above it; true when left out"
        );
        _taxId = Optional(
            "tax_id",
            ColumnForm.Text,
            "DE123456789",
            "VAT or sales tax registration"
        );
        _street = Optional("street", ColumnForm.Text, "Hauptstr. 1", "Billing address");
        _city = Optional("city", ColumnForm.Text, "Berlin", "Billing address");
        _postalCode = Optional(
            "postal_code",
            ColumnForm.Text,
            "10115",
            "Billing address; a text, zeros count"
        );
        _region = Optional(
            "region",
            ColumnForm.Word,
            "TX",
            "State or province of the billing address, one to three capital letters or digits; without it nothing is said of sales tax of the United States"
        );
        _onHold = Optional("on_hold", ColumnForm.Flag, "false", "Nothing is invoiced while true");
        _exemptionNumber = Optional(
            "exemption_number",
            ColumnForm.Text,
            "",
            "Of its certificate of exemption from tax"
        );
        _exemptionValidTo = Optional(
            "exemption_valid_to",
            ColumnForm.Date,
            "",
            "Last day of that certificate; open when left out"
        );
        _electronic = new ElectronicColumns(Optional);
    }

    protected override Customer Read(Row row) =>
        _electronic.Read(
            row,
            new Customer(
                row.Code<CustomerCode>(_code),
                row.Version(_version),
                row.RequiredText(_name),
                row.Country(_country),
                row.OptionalCode<CustomerCode>(_parent),
                row.Flag(_billsToSelf, true),
                row.Text(_taxId),
                row.Text(_street),
                row.Text(_city),
                row.Text(_postalCode),
                row.Flag(_onHold, false),
                row.Text(_exemptionNumber),
                row.OptionalDate(_exemptionValidTo),
                Region: row.Region(_region)
            )
        );

    protected override void Fill(Cells cells, Customer fact)
    {
        cells.Put(_code, fact.Code);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_name, fact.Name);
        cells.Put(_country, fact.Country);
        cells.Put(_parent, fact.Parent);
        cells.Put(_billsToSelf, fact.BillsToSelf);
        cells.Put(_taxId, fact.TaxId);
        cells.Put(_street, fact.Street);
        cells.Put(_city, fact.City);
        cells.Put(_postalCode, fact.PostalCode);
        cells.Put(_region, fact.Region);
        cells.Put(_onHold, fact.IsOnHold);
        cells.Put(_exemptionNumber, fact.ExemptionNumber);
        cells.Put(_exemptionValidTo, fact.ExemptionValidTo);
        _electronic.Fill(cells, fact);
    }
}
