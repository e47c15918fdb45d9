using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Whether a customer gets electronic invoices, and what stands on them for that.</summary>
internal sealed class ElectronicColumns(AddColumn add)
{
    private readonly Column _rules = add(
        "e_invoice",
        ColumnForm.Word,
        "peppol",
        "Which rules its electronic invoices have to keep; none when it gets none",
        Words<ElectronicInvoicing>.All
    );

    private readonly Column _reference = add(
        "buyer_reference",
        ColumnForm.Text,
        "",
        "On its electronic invoices, to route them; BT-10"
    );

    private readonly Column _address = add(
        "e_address",
        ColumnForm.Text,
        "0088:7300010000001",
        "Where its electronic invoices are sent: scheme and id; BT-49"
    );

    public Customer Read(Row row, Customer customer) =>
        customer with
        {
            ElectronicInvoicing = row.OptionalWord<ElectronicInvoicing>(_rules),
            BuyerReference = row.Text(_reference),
            ElectronicAddress = row.Text(_address),
        };

    public void Fill(Cells cells, Customer customer)
    {
        cells.PutOptionalWord(_rules, customer.ElectronicInvoicing);
        cells.Put(_reference, customer.BuyerReference);
        cells.Put(_address, customer.ElectronicAddress);
    }
}
