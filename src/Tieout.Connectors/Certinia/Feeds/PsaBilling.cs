using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Whether PSA lets a timecard split, an expense or a milestone be billed, and whether it has billed it.</summary>
/// <remarks>
/// As its "Eligible for Billing" has it, which is a text that a formula makes and so no good to read.
/// What PSA bills is an item of a billing event; the event is invoiced afterwards, or never.
/// </remarks>
internal static class PsaBilling
{
    public const string InFinancials = "pse__Include_In_Financials__c";
    public const string Excluded = "pse__Exclude_from_Billing__c";

    /// <summary>Whatever was billed has these two, one after the other.</summary>
    public static readonly IReadOnlyList<string> BilledFields = [Billed, Invoiced];

    private const string Billed = "pse__Billed__c";
    private const string Invoiced = "pse__Invoiced__c";
    private const string Hold = "pse__Billing_Hold__c";
    private const string Event = "pse__Billing_Event_Item__r.pse__Billing_Event__r";

    /// <summary>The fields that say it; without empty ones.</summary>
    public static IEnumerable<string> FieldsOf(CertiniaOptions options) =>
        new[] { InFinancials, Excluded, Hold, ApprovedIn(options) }
            .Concat(BilledFields)
            .Append(NumberIn(options))
            .Where(x => x.Length > 0)
            .Concat(EventFieldsOf(options));

    /// <summary>What PSA has billed of it, or is about to: an item of an event is enough, marked or not.</summary>
    /// <param name="row">A split, an expense or a milestone, with the fields that are read of it.</param>
    /// <param name="card">Of a split: its header, which says so where a split does not.</param>
    public static PsaBilled BilledOf(
        CertiniaOptions options,
        SalesforceRow? row,
        SalesforceRow? card = null
    )
    {
        SalesforceRow[] all = [.. new[] { row, card }.OfType<SalesforceRow>()];
        var held = row is null ? null : EventOf(options, row);
        var isInvoiced = all.Any(x => x.Flag(Invoiced)) || held?.Flag(Invoiced) is true;
        if (!isInvoiced && held is null && !all.Any(x => x.Flag(Billed)))
        {
            return default;
        }

        return isInvoiced || held is null
            ? new PsaBilled(true, Event: null, NumberOf(options, row) ?? NumberOf(options, held))
            : new PsaBilled(false, held.Text("Name") ?? held.Key.Id, Number: null);
    }

    /// <summary>In the financials, approved for billing and not on hold.</summary>
    public static bool IsReleased(CertiniaOptions options, SalesforceRow row) =>
        row.Flag(InFinancials)
        && !row.Flag(Hold)
        && (ApprovedIn(options).Length == 0 || row.Flag(ApprovedIn(options)));

    /// <summary>Of the record or of its event, whichever was changed last.</summary>
    public static long VersionOf(CertiniaOptions options, SalesforceRow row) =>
        Math.Max(row.Version, EventOf(options, row)?.Version ?? 0);

    /// <summary>Whether its event, if any, will not change without its stamp showing it.</summary>
    /// <remarks>Until then the feed of events tells of it.</remarks>
    public static bool IsSettled(CertiniaOptions options, SalesforceRow row, FeedBatch batch) =>
        EventOf(options, row) is not { } held || batch.IsSettled(held);

    private static SalesforceRow? EventOf(CertiniaOptions options, SalesforceRow row) =>
        options.ReadsEvents ? row.FindAbove(Event) : null;

    private static IEnumerable<string> EventFieldsOf(CertiniaOptions options) =>
        options.ReadsEvents
            ? ChangeScan
                .Always.Concat(["Name", Invoiced, NumberIn(options)])
                .Where(x => x.Length > 0)
                .Select(x => $"{Event}.{x}")
            : [];

    private static string? NumberOf(CertiniaOptions options, SalesforceRow? row) =>
        row?.Text(NumberIn(options));

    /// <summary>Numbers are told from the hub's own only where it writes them.</summary>
    private static string NumberIn(CertiniaOptions options) =>
        options.WritesBack ? PsaMark.NumberField : string.Empty;

    private static string ApprovedIn(CertiniaOptions options) =>
        options.Names["approvedForBilling"];
}
