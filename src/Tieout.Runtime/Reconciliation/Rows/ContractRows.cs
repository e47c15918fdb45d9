using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Contracts, amendments and projects.</summary>
internal static class ContractRows
{
    /// <summary>The terms in force on a service date: whose a slice is.</summary>
    /// <remarks>A part of statements; some replace <c>@date</c> by a column.</remarks>
    public const string TermsInForce =
        "FROM terms t WHERE t.engagement = @engagement AND (t.sequence = 0 OR t.signed = 1) "
        + "AND t.effective_from <= @date ORDER BY t.effective_from DESC, t.sequence DESC LIMIT 1";

    private static readonly RowStatement Terms = ReadTables.Terms.Upsert();
    private static readonly RowStatement Project = ReadTables.Project.Upsert();

    /// <summary>Work on a document keeps the document's parties.</summary>
    private static readonly RowStatement Reassign = new(
        "UPDATE slice SET "
            + PartiesOf("slice.service_date")
            + " WHERE engagement = @engagement AND invoice IS NULL"
    );

    /// <summary>The same of a contract and a day that columns tell.</summary>
    public static string TermsOn(string engagement, string day) =>
        TermsInForce
            .Replace("@engagement", engagement, StringComparison.Ordinal)
            .Replace("@date", day, StringComparison.Ordinal);

    /// <summary>Sets a slice's legal entity and customer by the terms of a day.</summary>
    public static string PartiesOf(string day)
    {
        var terms = TermsOn("@engagement", day);
        return $"legal_entity = (SELECT t.legal_entity {terms}), "
            + $"customer = (SELECT t.customer {terms})";
    }

    public static void Recorded(IRowWriter rows, EventPlace at, Contract contract) =>
        Write(
            rows,
            at,
            contract.Id,
            Amendment.Restatement,
            contract.Version,
            string.Empty,
            contract.Terms
        );

    public static void Recorded(IRowWriter rows, EventPlace at, Amendment amendment) =>
        Write(
            rows,
            at,
            amendment.Engagement,
            amendment.Sequence,
            amendment.Version,
            amendment.IsRestatement ? string.Empty : StoredUnits.Text(amendment.EffectiveFrom),
            amendment.Terms,
            amendment.IsRestatement ? null : amendment.IsInForce
        );

    public static void Recorded(IRowWriter rows, Project project) =>
        rows.Run(
            Project,
            project.Code.Value,
            project.Version,
            project.Engagement.Value,
            project.Name,
            project.IsExcludedFromBilling,
            project.IsOnHold
        );

    private static void Write(
        IRowWriter rows,
        EventPlace at,
        EngagementId engagement,
        int sequence,
        long version,
        string effectiveFrom,
        ContractTerms terms,
        bool? isSigned = null
    )
    {
        rows.Run(
            Terms,
            engagement.Value,
            (long)sequence,
            version,
            effectiveFrom,
            isSigned ?? terms.IsSigned,
            terms.Customer.Value,
            terms.BillTo?.Value,
            terms.LegalEntity.Value,
            terms.Currency.Code,
            StoredUnits.Text(terms.Start),
            StoredUnits.Text(terms.End),
            terms.PurchaseOrder,
            terms.Quote,
            terms.Opportunity,
            at.Sequence,
            at.At
        );
        rows.Run(Reassign, engagement.Value);
    }
}
