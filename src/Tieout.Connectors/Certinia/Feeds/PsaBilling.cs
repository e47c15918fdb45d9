using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Whether PSA lets a timecard split, an expense or a milestone be billed.</summary>
/// <remarks>
/// As its "Eligible for Billing" has it, which is a text that a formula makes and so no good to read.
/// </remarks>
internal static class PsaBilling
{
    public const string InFinancials = "pse__Include_In_Financials__c";
    public const string Excluded = "pse__Exclude_from_Billing__c";

    /// <summary>Whatever was billed has these two, one after the other.</summary>
    public static readonly IReadOnlyList<string> BilledFields =
    [
        "pse__Billed__c",
        "pse__Invoiced__c",
    ];

    private const string Hold = "pse__Billing_Hold__c";

    /// <summary>The fields that say it; without empty ones.</summary>
    public static IEnumerable<string> FieldsOf(CertiniaOptions options) =>
        new[] { InFinancials, Excluded, Hold, ApprovedIn(options) }
            .Concat(BilledFields)
            .Append(options.WritesBack ? PsaMark.NumberField : string.Empty)
            .Where(x => x.Length > 0);

    /// <summary>The number of the invoice that it is billed on; none where it is not, or that is not read.</summary>
    public static string? BilledOn(CertiniaOptions options, SalesforceRow? row) =>
        options.WritesBack && row is not null && IsBilled(row)
            ? row.Text(PsaMark.NumberField)
            : null;

    /// <summary>
    /// PSA, or somebody who writes back to it, has billed it. Whether that was the hub, the hub knows: of what it has
    /// billed itself it is the hub's own mark.
    /// </summary>
    public static bool IsBilled(SalesforceRow row) => BilledFields.Any(row.Flag);

    /// <summary>In the financials, approved for billing and not on hold.</summary>
    public static bool IsReleased(CertiniaOptions options, SalesforceRow row) =>
        row.Flag(InFinancials)
        && !row.Flag(Hold)
        && (ApprovedIn(options).Length == 0 || row.Flag(ApprovedIn(options)));

    private static string ApprovedIn(CertiniaOptions options) =>
        options.Names["approvedForBilling"];
}
