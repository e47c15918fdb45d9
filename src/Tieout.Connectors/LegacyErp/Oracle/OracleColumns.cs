namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>The columns of the interface tables that the hub fills, in the order of the files.</summary>
/// <remarks>Names and widths as Oracle E-Business Suite R12 documents the tables.</remarks>
internal static class OracleColumns
{
    public const string Data = "D";
    public const string Trailer = "T";

    /// <summary>RA_INTERFACE_LINES_ALL.</summary>
    public static IReadOnlyList<OracleColumn> Lines { get; } =
    [
        new("RECORD_TYPE", 1),
        new("INTERFACE_LINE_CONTEXT", 30),
        new("INTERFACE_LINE_ATTRIBUTE1", 150),
        new("INTERFACE_LINE_ATTRIBUTE2", 150),
        new("BATCH_SOURCE_NAME", 50),
        new("SET_OF_BOOKS_ID", 15),
        new("LINE_TYPE", 20),
        new("DESCRIPTION", 240, IsText: true),
        new("CURRENCY_CODE", 15),
        new("AMOUNT", 40),
        new("QUANTITY", 40),
        new("UNIT_SELLING_PRICE", 40),
        new("CUST_TRX_TYPE_NAME", 20),
        new("TERM_NAME", 15),
        new("TRX_DATE", 10),
        new("GL_DATE", 10),
        new("ORIG_SYSTEM_BILL_CUSTOMER_REF", 240),
        new("ORIG_SYSTEM_BILL_ADDRESS_REF", 240),
        new("CONVERSION_TYPE", 30),
        new("CONVERSION_RATE", 40),
        new("MEMO_LINE_NAME", 50),
        new("RULE_START_DATE", 10),
        new("RULE_END_DATE", 10),
        new("TAX_CODE", 50),
        new("TAX_RATE", 40),
        new("LINK_TO_LINE_CONTEXT", 30),
        new("LINK_TO_LINE_ATTRIBUTE1", 150),
        new("LINK_TO_LINE_ATTRIBUTE2", 150),
        new("REFERENCE_LINE_CONTEXT", 30),
        new("REFERENCE_LINE_ATTRIBUTE1", 150),
        new("REFERENCE_LINE_ATTRIBUTE2", 150),
        new("PURCHASE_ORDER", 50),
        .. Enumerable
            .Range(1, 15)
            .Select(i => new OracleColumn(FormattableString.Invariant($"ATTRIBUTE{i}"), 150)),
    ];

    /// <summary>RA_CUSTOMERS_INTERFACE_ALL.</summary>
    public static IReadOnlyList<OracleColumn> Customers { get; } =
    [
        new("RECORD_TYPE", 1),
        new("ORIG_SYSTEM_CUSTOMER_REF", 240),
        new("ORIG_SYSTEM_ADDRESS_REF", 240),
        new("SITE_USE_CODE", 30),
        new("PRIMARY_SITE_USE_FLAG", 1),
        new("INSERT_UPDATE_FLAG", 1),
        new("CUSTOMER_NAME", 360, IsText: true),
        new("CUSTOMER_STATUS", 1),
        new("CUST_TAX_REFERENCE", 50),
        new("ADDRESS1", 240, IsText: true),
        new("CITY", 60, IsText: true),
        new("POSTAL_CODE", 60),
        new("STATE", 60),
        new("COUNTRY", 60),
    ];

    /// <summary>A row with some of the columns; the others are empty.</summary>
    public static IReadOnlyList<string?> Row(
        IReadOnlyList<OracleColumn> columns,
        IReadOnlyDictionary<string, string?> values
    ) => [.. columns.Select(x => x.Fit(values.GetValueOrDefault(x.Name)))];

    /// <summary>The line of names.</summary>
    public static IReadOnlyList<string?> Header(IReadOnlyList<OracleColumn> columns) =>
        [.. columns.Select(x => x.Name)];
}
