using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.LegacyErp;

/// <summary>A connection to an ERP on premises that takes and gives files.</summary>
public sealed class LegacyErpOptions
{
    /// <summary>Tells whether there is an encoding of this IANA name.</summary>
    public static bool IsEncoding(string name)
    {
        try
        {
            _ = ErpText.Of(name);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>
    /// Holds <c>inbound</c> (into the ERP) and <c>outbound</c> (out of it), which the ERP's people
    /// make; the hub keeps what it has sent in <c>sent</c>.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>Of all files in both directions.</summary>
    public required LegacyErpFormat Format { get; init; }

    /// <summary>The ledger id (Oracle) or company code (SAP) of each legal entity.</summary>
    public required IReadOnlyDictionary<LegalEntityCode, string> Companies { get; init; }

    /// <summary>
    /// The encoding of all files by its IANA name; that of the format when none: utf-8 for Oracle,
    /// iso-8859-1 for IDocs.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// What the ERP knows the hub by: batch source and line context, or sending partner. Names of
    /// batches begin with it. Default <c>TIEOUT</c>.
    /// </summary>
    public string Source { get; init; } = "TIEOUT";

    /// <summary>The receiving partner of IDocs. Default <c>SAPERP</c>.</summary>
    public string Receiver { get; init; } = "SAPERP";

    /// <summary>The client of IDocs. Default <c>100</c>.</summary>
    public string Client { get; init; } = "100";

    /// <summary>Transaction type or document type of invoices; that of the format when none.</summary>
    public string? InvoiceType { get; init; }

    /// <summary>Transaction type or document type of credit memos; that of the format when none.</summary>
    public string? CreditMemoType { get; init; }

    /// <summary>Oracle's payment term of invoices. Default <c>30 NET</c>.</summary>
    public string Terms { get; init; } = "30 NET";

    /// <summary>
    /// The currency of an entity's ledger. Oracle is told the rate type <c>User</c> with a rate of 1
    /// for documents in it, and <c>Corporate</c> for all others.
    /// </summary>
    public IReadOnlyDictionary<LegalEntityCode, string> LedgerCurrencies { get; init; } =
        new Dictionary<LegalEntityCode, string>();

    /// <summary>Oracle's standard memo line for each revenue account; the account when not listed.</summary>
    public IReadOnlyDictionary<string, string> MemoLines { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The ERP's tax code of each tax code; equal when not listed.</summary>
    public IReadOnlyDictionary<string, string> Taxes { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The field of each dimension: ATTRIBUTE1 to ATTRIBUTE15, or KOSTL, PRCTR and AUFNR. What is not
    /// listed is not sent.
    /// </summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The reason of the catalogue for codes of this ERP, before those that are known.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Customers are sent; otherwise the ERP's people keep them. Default true.</summary>
    public bool WritesCustomers { get; init; } = true;

    /// <summary>What all references of the hub start with; receipts of others are passed over.</summary>
    public string ReferencePrefix { get; init; } = string.Empty;

    /// <summary>When a batch has to be acknowledged at the latest. Default 26 hours.</summary>
    public TimeSpan AcknowledgedWithin { get; init; } = TimeSpan.FromHours(26);

    /// <summary>How often acknowledgements are looked for. Default a minute.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);
}
