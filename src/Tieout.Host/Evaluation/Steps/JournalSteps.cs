using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Journals;
using static Tieout.Host.Evaluation.CaseFormat;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>Journal entries of business events.</summary>
internal static class JournalSteps
{
    private static readonly IReadOnlyDictionary<string, AccrualRelease> Releases =
        CaseChoices.SnakeCase<AccrualRelease>();

    private static readonly string[] Events =
    [
        "time_approved",
        "invoice",
        "credit_note",
        "retention_release",
        "payment",
        "deposit_received",
        "revenue",
        "write_off_unbilled",
        "intercompany_time",
    ];

    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["journal.post"] = (args, _) => Post(args),
        };

    private static JsonObject Post(CaseFields args)
    {
        var entry = PostingRules.EntryFor(
            EventOf(args),
            args.Choice("accrual_release", Releases, AccrualRelease.Clear)
        );
        return new JsonObject
        {
            ["entries"] = entry.Lines.ToJson(line => new JsonObject
            {
                ["entity"] = line.LegalEntity.Value,
                ["account"] = AccountName(line.Account),
                ["currency"] = line.Debit.Currency.Code,
                ["dr"] = Amount(line.Debit),
                ["cr"] = Amount(line.Credit),
            }),
            ["balanced"] = entry.IsBalanced,
        };
    }

    private static PostingEvent EventOf(CaseFields args)
    {
        if (args.Text("event") is "intercompany_time")
        {
            return IntercompanyTime(args);
        }

        var entity = args.Identifier<LegalEntityCode>("entity");
        var currency = args.Currency("currency");
        Money Get(string name) => args.MoneyOrZero(name, currency);
        Money Whole() => args.Money("amount", currency);
        return args.Text("event") switch
        {
            "time_approved" => new PostingEvent.TimeApproved(
                entity,
                Get("cost"),
                Get("sales"),
                args.Flag("accrue", otherwise: false)
            ),
            "invoice" => new PostingEvent.InvoiceIssued(
                entity,
                AmountsOf(Get) with
                {
                    Net = args.Money("net", currency),
                }
            ),
            "credit_note" => new PostingEvent.CreditNoteIssued(
                entity,
                AmountsOf(Get) with
                {
                    Net = args.Money("net", currency),
                }
            ),
            "retention_release" => new PostingEvent.RetentionReleased(entity, Whole()),
            "payment" => new PostingEvent.PaymentReceived(
                entity,
                Whole(),
                Get("write_off"),
                Get("fees")
            ),
            "deposit_received" => new PostingEvent.DepositReceived(entity, Whole()),
            "revenue" => new PostingEvent.RevenueRecognised(
                entity,
                Whole(),
                Get("liability_balance")
            ),
            "write_off_unbilled" => new PostingEvent.UnbilledWrittenOff(entity, Whole()),
            _ => throw args.NoneOf("event", Events),
        };
    }

    private static InvoicedAmounts AmountsOf(Func<string, Money> get) =>
        new(
            get("net"),
            get("tax"),
            get("accrued"),
            get("deferred"),
            get("retention"),
            get("deposit_applied"),
            get("contract_asset")
        );

    private static PostingEvent.IntercompanyTimeApproved IntercompanyTime(CaseFields args)
    {
        var (lender, borrower) = (args.Child("lender"), args.Child("borrower"));
        return new PostingEvent.IntercompanyTimeApproved(
            lender.Identifier<LegalEntityCode>("entity"),
            lender.Money("cost", lender.Currency("currency")),
            borrower.Identifier<LegalEntityCode>("entity"),
            args.Money("transfer", args.Currency("transfer_currency")),
            args.Has("sales") ? args.Money("sales", args.Currency("sales_currency")) : null
        );
    }

    private static string AccountName(AccountRole account) =>
        account switch
        {
            AccountRole.AccountsReceivable => "AR",
            AccountRole.AccountsPayableAccrual => "AP_ACCRUAL",
            AccountRole.CostIntercompanyLabor => "COST_IC_LABOR",
            AccountRole.IntercompanyReceivable => "IC_RECEIVABLE",
            AccountRole.IntercompanyPayable => "IC_PAYABLE",
            AccountRole.IntercompanyRevenue => "IC_REVENUE",
            _ => CaseChoices.Capitals(account),
        };
}
