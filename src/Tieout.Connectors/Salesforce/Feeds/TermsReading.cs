using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>What contracts and statements of work have in common.</summary>
internal static class TermsReading
{
    /// <summary>The customer, or none after the record was rejected.</summary>
    public static CustomerCode? Customer(
        SalesforceRow row,
        string path,
        FeedBatch batch,
        string identity
    )
    {
        if (row.Text(path) is not { } code)
        {
            batch.Reject(
                row.Key.Id,
                "salesforce.unknown-customer",
                path,
                "The account has no code, so it is no customer of the hub; give it one and save this record again.",
                identity
            );
            return null;
        }

        return batch.Identifies(row.Key.Id, path, code) ? CustomerCode.Parse(code) : null;
    }

    /// <summary>The company, or none after the record was rejected.</summary>
    public static LegalEntityCode? LegalEntity(
        SalesforceOptions options,
        SalesforceRow row,
        string field,
        FeedBatch batch
    ) =>
        row.Text(field) is not { } code ? options.LegalEntity
        : batch.Identifies(row.Key.Id, field, code) ? LegalEntityCode.Parse(code)
        : null;

    /// <summary>The first day, or none after the record was rejected.</summary>
    public static LocalDate? Start(SalesforceRow row, string path, FeedBatch batch, string identity)
    {
        if (row.Day(path) is { } day)
        {
            return day;
        }

        batch.Reject(
            row.Key.Id,
            "salesforce.no-start",
            path,
            "Without its first day nothing can be billed under it.",
            identity
        );
        return null;
    }

    public static bool IsSigned(SalesforceOptions options, string? status) =>
        status is not null
        && options.SignedStatuses.Contains(status, StringComparer.OrdinalIgnoreCase);
}
