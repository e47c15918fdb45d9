using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What the source's own system, or another one, has billed of a piece of work, or is about to.</summary>
internal sealed class ForeignBillingColumns(AddColumn add)
{
    private readonly Column _billed = add(
        "billed",
        ColumnForm.Flag,
        "false",
        "Invoiced by another system: nothing is billed of it; what the hub has billed stays as it is"
    );

    private readonly Column _billingEvent = add(
        "billing_event",
        ColumnForm.Text,
        "",
        "The system's own billing event that it stands on, while that is not invoiced: nothing is billed of it until then"
    );

    public T ReadInto<T>(Row row, T work)
        where T : Work =>
        work with
        {
            IsBilledElsewhere = row.Flag(_billed, false),
            BillingEvent = row.Name(_billingEvent),
        };

    public void Fill(Cells cells, Work work)
    {
        cells.Put(_billed, work.IsBilledElsewhere);
        cells.Put(_billingEvent, work.BillingEvent);
    }
}
