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
    public const string Number = "pse__Invoice_Number__c";

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

    /// <summary>The fields that are read of it.</summary>
    public static IReadOnlyList<string> FieldsOf(bool hasInvoice) =>
        hasInvoice ? [.. PsaBilling.BilledFields, Number, Date] : PsaBilling.BilledFields;

    /// <summary>The members that have to change; none when it says what it has to.</summary>
    /// <remarks>What is billed or invoiced otherwise, and not by the hub, is left to whoever did it.</remarks>
    public JsonObject? Changes() =>
        Invoice is { } invoice ? Marked(invoice)
        : IsOurs ? Unmarked()
        : null;

    /// <summary>It names an invoice that work of it has stood on; where it names none, such work is enough.</summary>
    private bool IsOurs =>
        row.Flag(Invoiced)
        && (
            hasInvoice
                ? row.Text(Number) is { } number
                    && work.Any(x => x.Numbers.Contains(number, StringComparer.Ordinal))
                : work.Any(x => x.Numbers.Count > 0)
        );

    private JsonObject? Marked(PostedInvoice invoice)
    {
        var isInvoiced = row.Flag(Billed) && row.Flag(Invoiced);
        if (
            isInvoiced
            && (!hasInvoice || invoice.Number.Equals(row.Text(Number), StringComparison.Ordinal))
        )
        {
            return null;
        }

        var changes = new JsonObject { [Billed] = true, [Invoiced] = true };
        if (hasInvoice)
        {
            changes[Number] = invoice.Number;
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
            changes[Number] = null;
            changes[Date] = null;
        }

        return changes;
    }
}
