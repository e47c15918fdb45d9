using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Certinia.Feeds;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia;

/// <summary>What a record of PSA says of its invoice, and what it has to say.</summary>
/// <param name="row">As it is, with the fields of <see cref="FieldsOf"/>.</param>
/// <param name="work">The work that stands on it.</param>
/// <param name="hasInvoice">It has fields for number and date; a card has none.</param>
/// <param name="locksDate">The date of what is invoiced cannot be changed.</param>
internal sealed class PsaMark(
    SalesforceRow row,
    IReadOnlyList<BilledWork> work,
    bool hasInvoice,
    bool locksDate
)
{
    /// <summary>The field with the number of the invoice.</summary>
    public const string NumberField = "pse__Invoice_Number__c";

    private const string Date = "pse__Invoice_Date__c";
    private static readonly string Billed = PsaBilling.BilledFields[0];
    private static readonly string Invoiced = PsaBilling.BilledFields[1];

    public SalesforceRow Row => row;

    public IReadOnlyList<BilledWork> Work => work;

    /// <summary>The invoice that it has to name; none while any of it is open.</summary>
    public PostedInvoice? Invoice =>
        work.Any(x => x.IsOpen)
            ? null
            : work.Select(x => x.Invoice).OfType<PostedInvoice>().MaxBy(x => x.Date);

    /// <summary>The days that are still to be billed, beside others that are invoiced.</summary>
    public IReadOnlyList<LocalDate> OpenDays =>
        work.Any(x => x.Invoice is not null)
            ? [.. work.Where(x => x.IsOpen).Select(x => x.ServiceDate).Distinct().Order()]
            : [];

    /// <summary>The fields that are read of it.</summary>
    public static IReadOnlyList<string> FieldsOf(bool hasInvoice) =>
        hasInvoice ? [.. PsaBilling.BilledFields, NumberField, Date] : PsaBilling.BilledFields;

    /// <summary>The number that it names; none where it names none or has no field for it.</summary>
    public string? Number => hasInvoice ? row.Text(NumberField) : null;

    /// <summary>It has to name an invoice of the hub, and is billed on another that is not the hub's.</summary>
    public bool IsForeign =>
        Invoice is not null
        && (row.Flag(Billed) || row.Flag(Invoiced))
        && Number is not null
        && !NamesOurs;

    /// <summary>The members that have to change; none when it says what it has to, or others have it billed.</summary>
    public JsonObject? Changes() =>
        IsForeign ? null
        : Invoice is { } invoice ? Marked(invoice)
        : row.Flag(Invoiced) && NamesOurs ? Unmarked()
        : null;

    /// <summary>It names an invoice that work of it has stood on; where it has no number, such work is enough.</summary>
    private bool NamesOurs =>
        work.Any(x =>
            hasInvoice ? x.Numbers.Contains(Number, StringComparer.Ordinal) : x.Numbers.Count > 0
        );

    private JsonObject? Marked(PostedInvoice invoice)
    {
        var isInvoiced = row.Flag(Billed) && row.Flag(Invoiced);
        if (isInvoiced && (!hasInvoice || invoice.Number.Equals(Number, StringComparison.Ordinal)))
        {
            return null;
        }

        var changes = new JsonObject { [Billed] = true, [Invoiced] = true };
        if (hasInvoice)
        {
            changes[NumberField] = invoice.Number;
            if (!(row.Flag(Invoiced) && locksDate))
            {
                changes[Date] = LocalDatePattern.Iso.Format(invoice.Date);
            }
        }

        return changes;
    }

    private JsonObject Unmarked()
    {
        var changes = new JsonObject { [Billed] = false, [Invoiced] = false };
        if (hasInvoice)
        {
            changes[NumberField] = null;
            changes[Date] = null;
        }

        return changes;
    }
}
