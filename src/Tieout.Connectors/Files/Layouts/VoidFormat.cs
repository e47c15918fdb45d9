using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Documents that the ledger system cancelled.</summary>
internal sealed class VoidFormat : RowFormat<DocumentVoided>
{
    private readonly Column _invoice;
    private readonly Column _date;
    private readonly Column _reason;
    private readonly VersionColumns _version;

    public VoidFormat()
        : base("voids", false)
    {
        _invoice = Required(
            "invoice",
            ColumnForm.Code,
            "T-2026-10-0001",
            "The hub's invoice reference"
        );
        _version = Versioned(false);
        _date = Required("date", ColumnForm.Date, "2026-12-02", "Day of the cancellation");
        _reason = Optional("reason", ColumnForm.Text, "wrong address", "For people");
    }

    protected override DocumentVoided Read(Row row) =>
        new(
            row.Code<InvoiceReference>(_invoice),
            row.Version(_version),
            row.Date(_date),
            row.Text(_reason)
        );

    protected override void Fill(Cells cells, DocumentVoided fact)
    {
        cells.Put(_invoice, fact.Invoice);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_date, (LocalDate?)fact.Date);
        cells.Put(_reason, fact.Reason);
    }
}
