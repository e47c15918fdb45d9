using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>The currency of records: their own, or the only one of the organisation.</summary>
internal static class RowCurrency
{
    private const string CurrencyField = "CurrencyIsoCode";

    /// <summary>The field of a record's currency; empty where the organisation has one.</summary>
    public static string FieldOf(SalesforceAccess access) =>
        access.Currency is null ? CurrencyField : string.Empty;

    /// <summary>The currency, or none when it is not one.</summary>
    public static CurrencyCode? Find(SalesforceAccess access, SalesforceRow row) =>
        access.Currency
        ?? (
            CurrencyCode.TryParse(row.Text(CurrencyField) ?? string.Empty, out var currency)
                ? currency
                : null
        );

    /// <summary>The currency, or none after the record was rejected.</summary>
    public static CurrencyCode? Of(
        SalesforceAccess access,
        SalesforceRow row,
        FeedBatch batch,
        string identity
    )
    {
        if (Find(access, row) is { } currency)
        {
            return currency;
        }

        batch.Reject(
            row.Key.Id,
            "salesforce.unknown-currency",
            CurrencyField,
            "The currency has to be one of ISO 4217.",
            identity
        );
        return null;
    }
}
