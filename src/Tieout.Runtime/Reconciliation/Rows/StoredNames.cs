using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>The words that the read tables use for the cases of the domain.</summary>
internal static class StoredNames
{
    private static readonly FrozenDictionary<AccountRole, string> Roles =
        Enum.GetValues<AccountRole>()
            .ToFrozenDictionary(
                role => role,
                role => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString())
            );

    public static string Of(Stage stage) =>
        stage switch
        {
            Stage.Draft => "draft",
            Stage.AwaitingApproval => "awaiting-approval",
            Stage.Rejected => "rejected",
            Stage.NonBillable => "non-billable",
            Stage.Blocked => "blocked",
            Stage.Ready => "ready",
            Stage.Drafted => "drafted",
            Stage.Invoiced => "invoiced",
            Stage.WrittenOff => "written-off",
            Stage.Superseded => "superseded",
            _ => throw new UnreachableException(),
        };

    public static Stage StageOf(string name) =>
        Enum.GetValues<Stage>().First(x => Of(x).Equals(name, StringComparison.Ordinal));

    public static string Of(ApprovalStatus status) =>
        status switch
        {
            ApprovalStatus.Draft => "draft",
            ApprovalStatus.Submitted => "submitted",
            ApprovalStatus.Approved => "approved",
            ApprovalStatus.Rejected => "rejected",
            _ => throw new UnreachableException(),
        };

    public static string Of(RateLevel level) =>
        level switch
        {
            RateLevel.Entry => "entry",
            RateLevel.Assignment => "assignment",
            RateLevel.Project => "project",
            RateLevel.Contract => "contract",
            RateLevel.Quote => "quote",
            RateLevel.Customer => "customer",
            RateLevel.Entity => "entity",
            RateLevel.ResourceDefault => "resource-default",
            _ => throw new UnreachableException(),
        };

    public static string Of(InvoiceType type) =>
        type switch
        {
            InvoiceType.Invoice => "invoice",
            InvoiceType.CreditNote => "credit-note",
            _ => throw new UnreachableException(),
        };

    public static InvoiceType InvoiceTypeOf(string name) =>
        Enum.GetValues<InvoiceType>().First(x => Of(x).Equals(name, StringComparison.Ordinal));

    public static string Of(CreditDisposition disposition) =>
        disposition switch
        {
            CreditDisposition.Rebill => "rebill",
            CreditDisposition.WriteOff => "write-off",
            CreditDisposition.Supersede => "supersede",
            CreditDisposition.Allowance => "allowance",
            _ => throw new UnreachableException(),
        };

    /// <summary><c>accounts-receivable</c>.</summary>
    public static string Of(AccountRole role) => Roles[role];

    public static string KindOf(Work work) =>
        work switch
        {
            TimeEntry => "time",
            Expense => "expense",
            Milestone => "milestone",
            ScheduledFee => "fee",
            UnitDelivery => "delivery",
            Charge => "charge",
            _ => throw new UnreachableException(work.Identity),
        };

    public static string StatusOf(Work work) =>
        work switch
        {
            TimeEntry time => Of(time.Status),
            Expense expense => Of(expense.Status),
            _ => "approved",
        };

    public static string? ResourceOf(Work work) =>
        work switch
        {
            TimeEntry time => time.Resource.Value,
            Expense expense => expense.Resource.Value,
            _ => null,
        };

    public static bool IsBillable(Work work) =>
        work switch
        {
            TimeEntry time => time.IsBillable,
            Expense expense => expense.IsBillable,
            _ => true,
        };
}
