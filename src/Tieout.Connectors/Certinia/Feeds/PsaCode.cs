using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>The codes that people and projects have in the hub, wherever a record refers to them.</summary>
internal static class PsaCode
{
    public const string ProjectPath = "pse__Project__r.";

    public const string ResourcePath = "pse__Resource__r.";

    /// <summary>A project's code, or none after the record was rejected.</summary>
    /// <param name="path">To the project; empty for the record itself.</param>
    public static ProjectCode? Project(
        CertiniaOptions options,
        SalesforceRow row,
        string path,
        FeedBatch batch
    ) =>
        Text(row, path + options.Names["projectCode"], batch) is { } code
            ? ProjectCode.Parse(code)
            : null;

    /// <summary>A person's code, or none after the record was rejected.</summary>
    /// <param name="path">To the contact; empty for the record itself.</param>
    public static ResourceCode? Resource(
        CertiniaOptions options,
        SalesforceRow row,
        string path,
        FeedBatch batch
    ) =>
        Text(row, path + options.Names["resourceCode"], batch) is { } code
            ? ResourceCode.Parse(code)
            : null;

    private static string? Text(SalesforceRow row, string field, FeedBatch batch)
    {
        if (row.Text(field) is not { } code)
        {
            batch.Reject(
                row.Key.Id,
                "certinia.no-code",
                field,
                "There is no code, and by it the hub knows people and projects: give one and save this record again, or say in 'names' of hub.yaml where it stands."
            );
            return null;
        }

        return batch.Identifies(row.Key.Id, field, code) ? code : null;
    }
}
