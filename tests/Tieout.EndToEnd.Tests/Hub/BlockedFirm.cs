using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>
/// A firm where everything that can block work by itself has happened, each to a contract of its own
/// that is named like its reason: two hours at 120.00, or an expense of 100.00.
/// </summary>
internal static partial class BlockedFirm
{
    private const string TwoHours = "240.00";
    private static readonly LocalDate WorkDay = new(2026, 10, 14);
    private static readonly LocalDate EndOfSeptember = new(2026, 9, 30);
    private static readonly CurrencyCode Eur = SmallFirm.Eur;
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");

    /// <summary>Every reason that arises from the records of a contract and its work alone.</summary>
    public static IReadOnlyList<BlockedWork> All { get; } =
    [
        .. OfTerms(),
        .. OfProjects(),
        .. OfApproval(),
        .. OfRates(),
        .. OfLimits(),
        Due(),
        .. OfExpenses(),
        .. OfParties(),
    ];

    private static IEnumerable<BlockedWork> OfTerms()
    {
        yield return Terms(
            "CONTRACT_NOT_SIGNED",
            "salesops",
            terms => terms with { IsSigned = false }
        );
        yield return Terms(
            "OUTSIDE_CONTRACT_TERM",
            "salesops",
            terms => terms with { End = EndOfSeptember }
        );
        yield return Terms(
            "TAX_CODE_MISSING",
            "finance",
            terms => terms with { TaxCode = TaxCode.Parse("UNKNOWN") }
        );
        yield return Uncovered();
    }

    /// <summary>A contract that needs a purchase order and has none, or one that is too small.</summary>
    public static BlockedWork Order(string reason, PurchaseOrderTerms order, string? number) =>
        new(
            reason,
            "salesops",
            TwoHours,
            [
                Contract(reason, x => x with { Order = order, PurchaseOrder = number }),
                Project(reason),
                Time(reason),
            ],
            [
                Contract(
                    reason,
                    x =>
                        x with
                        {
                            Order = new PurchaseOrderTerms(IsRequired: true),
                            PurchaseOrder = "PO-1",
                        }
                ) with
                {
                    Version = 2,
                },
            ],
            TwoHours
        );

    private static BlockedWork Uncovered()
    {
        var other = new ContractLine.TimeAndMaterials(
            Line("1"),
            new LineScope([ProjectCode.Parse("P-OTHER")])
        );
        return new BlockedWork(
            "NO_CONTRACT_LINE",
            "salesops",
            Held: string.Empty,
            [
                Contract("NO_CONTRACT_LINE", other),
                Project("NO_CONTRACT_LINE"),
                Time("NO_CONTRACT_LINE"),
            ],
            [Contract("NO_CONTRACT_LINE") with { Version = 2 }],
            TwoHours
        );
    }

    private static IEnumerable<BlockedWork> OfProjects()
    {
        yield return Projects(
            "PROJECT_EXCLUDED_FROM_BILLING",
            project => project with { IsExcludedFromBilling = true }
        );
        yield return Projects("BILLING_HOLD", project => project with { IsOnHold = true });
    }

    private static IEnumerable<BlockedWork> OfApproval()
    {
        yield return Times(
            "TIME_NOT_SUBMITTED",
            time => time with { Status = ApprovalStatus.Draft }
        );
        yield return Times(
            "TIME_NOT_APPROVED",
            time => time with { Status = ApprovalStatus.Submitted }
        );
        yield return Times("TIME_REJECTED", time => time with { Status = ApprovalStatus.Rejected });
        yield return Times(
            "NOT_INCLUDED_IN_FINANCIALS",
            time => time with { IsInFinancials = false },
            owner: "finance"
        );
        yield return Times(
            "ON_BILLING_EVENT",
            time => time with { BillingEvent = "BE-000042" },
            owner: "finance"
        );
    }

    private static IEnumerable<BlockedWork> OfRates()
    {
        // No card of the firm is in euro.
        yield return new BlockedWork(
            "NO_RATE",
            "salesops",
            Held: string.Empty,
            [
                Contract("NO_RATE", x => x with { Currency = Eur }),
                Project("NO_RATE"),
                Time("NO_RATE"),
            ],
            [Card("NO_RATE", "RC-EUR", 1, 110m)],
            Billed: "220.00"
        );
        yield return new BlockedWork(
            "AMBIGUOUS_RATE",
            "salesops",
            Held: string.Empty,
            [
                Contract("AMBIGUOUS_RATE"),
                Project("AMBIGUOUS_RATE"),
                Card("AMBIGUOUS_RATE", "RC-A", 1, 100m),
                Card("AMBIGUOUS_RATE", "RC-B", 1, 101m),
                Time("AMBIGUOUS_RATE"),
            ],
            [Card("AMBIGUOUS_RATE", "RC-B", 2, 101m) with { To = EndOfSeptember }],
            Billed: "200.00"
        );
    }

    private static IEnumerable<BlockedWork> OfLimits()
    {
        // More than a million millions.
        yield return new BlockedWork(
            "AMOUNT_TOO_LARGE",
            "salesops",
            Held: string.Empty,
            [
                Contract("AMOUNT_TOO_LARGE"),
                Project("AMOUNT_TOO_LARGE"),
                Card("AMOUNT_TOO_LARGE", "RC-L", 1, 600_000_000_000m),
                Time("AMOUNT_TOO_LARGE"),
            ],
            [Card("AMOUNT_TOO_LARGE", "RC-L", 2, 60m)],
            Billed: "120.00"
        );
        // 40.00 of 240.00 are over the cap; they wait, and 200.00 are billed.
        var capped = new ContractLine.TimeAndMaterials(
            Line("1"),
            LineScope.Everything,
            Cap: new SpendingCap(Money("200"))
        );
        yield return new BlockedWork(
            "CAP_EXCEEDED",
            "projectmanager",
            Held: "40.00",
            [Contract("CAP_EXCEEDED", capped), Project("CAP_EXCEEDED"), Time("CAP_EXCEEDED")],
            [
                Contract("CAP_EXCEEDED", capped with { Cap = new SpendingCap(Money("1000")) }) with
                {
                    Version = 2,
                },
            ],
            Billed: "40.00"
        );
    }

    private static BlockedWork Due()
    {
        // A milestone of 500.00 is due and nobody has accepted it.
        var phase = new Milestone(
            WorkId.Parse("milestone/chronos/MILESTONE_NOT_ACCEPTED"),
            1,
            ProjectCode.Parse("P-MILESTONE_NOT_ACCEPTED"),
            Line("1"),
            "Phase 1",
            Money("500"),
            WorkDay
        );
        return new BlockedWork(
            "MILESTONE_NOT_ACCEPTED",
            "projectmanager",
            Held: "500.00",
            [
                Contract(
                    "MILESTONE_NOT_ACCEPTED",
                    new ContractLine.Milestones(Line("1"), LineScope.Everything)
                ),
                Project("MILESTONE_NOT_ACCEPTED"),
                phase,
            ],
            [phase with { Version = 2, Accepted = WorkDay.PlusDays(2) }],
            Billed: "500.00"
        );
    }

    private static IEnumerable<BlockedWork> OfExpenses()
    {
        var line = new ContractLine.Reimbursables(Line("1"), LineScope.Everything);
        yield return Expenses(
            "EXPENSE_NOT_APPROVED",
            line,
            x => x with { Status = ApprovalStatus.Submitted }
        );
        yield return Expenses(
            "EXPENSE_RECEIPT_MISSING",
            line with
            {
                ReceiptThreshold = 25m,
            },
            x => x with { HasReceipt = false }
        );
        yield return Expenses(
            "SUBCONTRACTOR_INVOICE_MISSING",
            line,
            x => x with { IsSubcontractor = true },
            x => x with { IsSubcontractor = true, VendorInvoice = "V-1" },
            owner: "finance"
        );
        // Without a mark-up: 60.00 of 100.00 are over the cap, and it waits whole.
        var small = line with
        {
            Cap = new SpendingCap(Money("40"), OnExceed: CapEdge.Block),
        };
        yield return new BlockedWork(
            "EXPENSE_CAP_EXCEEDED",
            "projectmanager",
            Held: "100.00",
            [
                Contract("EXPENSE_CAP_EXCEEDED", small),
                Project("EXPENSE_CAP_EXCEEDED"),
                Expense("EXPENSE_CAP_EXCEEDED"),
            ],
            [Contract("EXPENSE_CAP_EXCEEDED", line) with { Version = 2 }],
            Billed: "100.00"
        );
        // 100.00 USD x 0.8.
        var abroad = Expense("FX_RATE_MISSING") with
        {
            Amount = new Money(100m, Usd),
            RecoverableTax = Domain.Amounts.Money.Zero(Usd),
        };
        yield return new BlockedWork(
            "FX_RATE_MISSING",
            "finance",
            Held: string.Empty,
            [Contract("FX_RATE_MISSING", line), Project("FX_RATE_MISSING"), abroad],
            [new ExchangeRate(Usd, SmallFirm.Gbp, WorkDay, 1, 0.8m)],
            Billed: "80.00"
        );
    }

    private static IEnumerable<BlockedWork> OfParties()
    {
        var held = new Customer(CustomerCode.Parse("C-HOLD"), 1, "Hold Ltd", "GB", IsOnHold: true);
        yield return new BlockedWork(
            "CUSTOMER_ON_HOLD",
            "finance",
            TwoHours,
            [
                held,
                Contract("CUSTOMER_ON_HOLD", x => x with { Customer = held.Code }),
                Project("CUSTOMER_ON_HOLD"),
                Time("CUSTOMER_ON_HOLD"),
            ],
            [held with { Version = 2, IsOnHold = false }],
            TwoHours
        );
        var payer = new Customer(CustomerCode.Parse("C-LATE"), 1, "Late Ltd", "GB");
        yield return new BlockedWork(
            "BILL_TO_MISSING",
            "finance",
            TwoHours,
            [
                Contract("BILL_TO_MISSING", x => x with { BillTo = payer.Code }),
                Project("BILL_TO_MISSING"),
                Time("BILL_TO_MISSING"),
            ],
            [payer],
            TwoHours
        );
        // A company whose chart lacks an account for revenue.
        var entity = new LegalEntity(LegalEntityCode.Parse("IE"), 1, "Firm IE", "IE", Eur);
        yield return new BlockedWork(
            "GL_MAPPING_MISSING",
            "finance",
            "200.00",
            [
                entity,
                new AccountMapping(entity.Code, AccountRole.AccountsReceivable, 1, "1100"),
                new AccountMapping(entity.Code, AccountRole.TaxPayable, 1, "2200"),
                Contract(
                    "GL_MAPPING_MISSING",
                    x => x with { LegalEntity = entity.Code, Currency = Eur }
                ),
                Project("GL_MAPPING_MISSING"),
                Card("GL_MAPPING_MISSING", "RC-IE", 1, 100m),
                Time("GL_MAPPING_MISSING"),
            ],
            [new AccountMapping(entity.Code, AccountRole.Revenue, 1, "4000")],
            "200.00"
        );
    }

    private static BlockedWork Terms(
        string reason,
        string owner,
        Func<ContractTerms, ContractTerms> wrong
    ) =>
        new(
            reason,
            owner,
            TwoHours,
            [Contract(reason, wrong), Project(reason), Time(reason)],
            [Contract(reason) with { Version = 2 }],
            TwoHours
        );

    private static BlockedWork Projects(string reason, Func<Project, Project> wrong) =>
        new(
            reason,
            "projectmanager",
            TwoHours,
            [Contract(reason), wrong(Project(reason)), Time(reason)],
            [Project(reason) with { Version = 2 }],
            TwoHours
        );

    private static BlockedWork Times(
        string reason,
        Func<TimeEntry, TimeEntry> wrong,
        string owner = "projectmanager"
    ) =>
        new(
            reason,
            owner,
            TwoHours,
            [Contract(reason), Project(reason), wrong(Time(reason))],
            [Time(reason) with { Version = 2 }],
            TwoHours
        );

    private static BlockedWork Expenses(
        string reason,
        ContractLine.Reimbursables line,
        Func<Expense, Expense> wrong,
        Func<Expense, Expense>? right = null,
        string owner = "projectmanager"
    ) =>
        new(
            reason,
            owner,
            "100.00",
            [Contract(reason, line), Project(reason), wrong(Expense(reason))],
            [(right is null ? Expense(reason) : right(Expense(reason))) with { Version = 2 }],
            "100.00"
        );
}
