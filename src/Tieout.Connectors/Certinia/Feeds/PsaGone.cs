using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>
/// What is said of work that is deleted, or cannot be read any more: that it is not there. The hub
/// knows where it stood, whatever project is named.
/// </summary>
internal static class PsaGone
{
    public const string Created = "CreatedDate";
    private const string Unknown = "unknown";
    private const long MicrosecondsPerSecond = 1_000_000;

    private static readonly CurrencyCode AnyCurrency = CurrencyCode.Parse("USD");

    /// <summary>The project, as far as it can be read.</summary>
    /// <param name="row">None when only the id is left.</param>
    public static ProjectCode ProjectOf(CertiniaOptions options, SalesforceRow? row) =>
        ProjectCode.Parse(
            CodeOf(row, PsaCode.ProjectPath + options.Names["projectCode"]) ?? Unknown
        );

    /// <summary>The person, as far as it can be read.</summary>
    /// <param name="row">None when only the id is left.</param>
    public static ResourceCode ResourceOf(CertiniaOptions options, SalesforceRow? row) =>
        ResourceCode.Parse(
            CodeOf(row, PsaCode.ResourcePath + options.Names["resourceCode"]) ?? Unknown
        );

    /// <summary>An amount, as far as it can be read.</summary>
    /// <param name="row">None when only the id is left.</param>
    public static Money AmountOf(CertiniaOptions options, SalesforceRow? row, string field) =>
        row is not null && RowCurrency.Find(options.Access, row) is { } currency
            ? new Money(row.Number(field) ?? 0m, currency)
            : new Money(0m, AnyCurrency);

    /// <summary>A record that was never changed was not told otherwise before.</summary>
    /// <param name="version">That it is told with.</param>
    public static bool MayHaveBeenTold(SalesforceRow row, long version) =>
        row.Text(Created) is not { } created
        || SalesforceRow.VersionOf(SalesforceStamp.Parse(created)) != version;

    /// <summary>The day of a change, where the record has none of its own.</summary>
    public static LocalDate DayOf(long version) =>
        Instant.FromUnixTimeSeconds(version / MicrosecondsPerSecond).InUtc().Date;

    private static string? CodeOf(SalesforceRow? row, string field) =>
        row?.Text(field) is { } code && Identifier.IsValid(code) ? code : null;
}
