using System.Data.Common;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Grouping;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Consolidation;

/// <summary>Approved documents of some days, as consolidated invoices.</summary>
/// <param name="Drafts">Documents of the same days that nobody has approved yet.</param>
public sealed record ConsolidatedInvoices(
    IReadOnlyList<ConsolidatedInvoice> Invoices,
    IReadOnlyList<string> Drafts
)
{
    private const string Sql = """
        SELECT d.reference, d.number, d.engagement,
          COALESCE((SELECT t.customer FROM terms t WHERE t.engagement = d.engagement
            ORDER BY t.effective_from DESC, t.sequence DESC LIMIT 1), d.bill_to),
          d.bill_to, d.legal_entity, d.purchase_order, d.invoice_date, d.due_date, d.currency,
          d.net, d.tax, d.gross, d.payable, d.payable - d.paid, d.status
        FROM document d
        WHERE d.invoice_date >= @from AND d.invoice_date <= @to
          AND (@payer = '' OR d.bill_to = @payer) AND (@entity = '' OR d.legal_entity = @entity)
          AND d.status IN ('draft', 'approved', 'posted', 'paid')
        ORDER BY d.reference
        """;

    /// <summary>Reads them at one moment. O(documents).</summary>
    /// <param name="read">The moment.</param>
    /// <param name="days">Invoice dates, both ends included.</param>
    /// <param name="payer">Only this one; all when none.</param>
    /// <param name="entity">Only this legal entity; all when none.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<ConsolidatedInvoices> ReadAsync(
        ReadSnapshot read,
        DateInterval days,
        string? payer,
        string? entity,
        CancellationToken cancellationToken
    )
    {
        var rows = await read.ListAsync(
            Sql,
            row => (Document: DocumentOf(row), Status: row.GetString(15)),
            cancellationToken,
            ("from", StoredUnits.Text(days.Start)),
            ("to", StoredUnits.Text(days.End)),
            ("payer", payer ?? string.Empty),
            ("entity", entity ?? string.Empty)
        );
        var drafts = rows.Where(x => x.Status is "draft").ToList();
        return new ConsolidatedInvoices(
            ConsolidatedInvoice.Of(rows.Except(drafts).Select(x => x.Document)),
            [.. drafts.Select(x => x.Document.Reference.Value)]
        );
    }

    /// <summary>Whom a customer's documents go to; empty where no contract knows the customer.</summary>
    public static Task<IReadOnlyList<string>> PayersOfAsync(
        ReadSnapshot read,
        string customer,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            """
            SELECT DISTINCT COALESCE(d.bill_to, t.customer) FROM terms t
            LEFT JOIN document d ON d.engagement = t.engagement
            WHERE t.customer = @customer OR t.bill_to = @customer OR d.bill_to = @customer
            ORDER BY 1
            """,
            row => row.GetString(0),
            cancellationToken,
            ("customer", customer)
        );

    private static ConsolidatedDocument DocumentOf(DbDataReader row)
    {
        var currency = row.GetString(9);
        return new ConsolidatedDocument(
            InvoiceReference.Parse(row.GetString(0)),
            row.TextOrNone(1),
            EngagementId.Parse(row.GetString(2)),
            CustomerCode.Parse(row.GetString(3)),
            CustomerCode.Parse(row.GetString(4)),
            LegalEntityCode.Parse(row.GetString(5)),
            row.TextOrNone(6),
            StoredUnits.Day(row.GetString(7)),
            StoredUnits.Day(row.GetString(8)),
            StoredUnits.MoneyOf(row.GetInt64(10), currency),
            StoredUnits.MoneyOf(row.GetInt64(11), currency),
            StoredUnits.MoneyOf(row.GetInt64(12), currency),
            StoredUnits.MoneyOf(row.GetInt64(13), currency),
            StoredUnits.MoneyOf(row.GetInt64(14), currency)
        );
    }
}
