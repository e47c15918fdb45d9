using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>Which accounts a business event debits and credits.</summary>
/// <remarks>Source: domain rules §12; the accounts are roles that each entity maps to its chart.</remarks>
public static class PostingRules
{
    /// <summary>The balanced postings of an event.</summary>
    public static JournalEntry EntryFor(PostingEvent posting, AccrualRelease release) =>
        JournalEntry.Of(
            posting switch
            {
                PostingEvent.TimeApproved time => ForTime(time, release),
                PostingEvent.InvoiceIssued invoice => ForInvoice(
                    invoice.LegalEntity,
                    invoice.Amounts,
                    release
                ),
                PostingEvent.CreditNoteIssued credit => ForInvoice(
                    credit.LegalEntity,
                    credit.Amounts.Negated(),
                    release
                ),
                PostingEvent.RetentionReleased released => Transfer(
                    released.LegalEntity,
                    AccountRole.AccountsReceivable,
                    AccountRole.RetentionReceivable,
                    released.Amount
                ),
                PostingEvent.PaymentReceived payment => ForPayment(payment),
                PostingEvent.DepositReceived deposit => Transfer(
                    deposit.LegalEntity,
                    AccountRole.Cash,
                    AccountRole.CustomerDeposits,
                    deposit.Amount
                ),
                PostingEvent.RevenueRecognised revenue => ForRevenue(revenue),
                PostingEvent.MonthEnded month => ForMonthEnd(month),
                PostingEvent.MonthReopened next => ForMonthEnd(next.Adjusted).Select(Swapped),
                PostingEvent.UnbilledWrittenOff loss => Transfer(
                    loss.LegalEntity,
                    AccountRole.WriteOff,
                    AccountRole.UnbilledReceivable,
                    loss.Amount
                ),
                PostingEvent.IntercompanyTimeApproved time => ForIntercompanyTime(time),
                _ => throw new UnreachableException(),
            }
        );

    private static IEnumerable<JournalLine> Transfer(
        LegalEntityCode entity,
        AccountRole debit,
        AccountRole credit,
        Money amount
    ) => [JournalLine.OfDebit(entity, debit, amount), JournalLine.OfCredit(entity, credit, amount)];

    private static IEnumerable<JournalLine> ForTime(
        PostingEvent.TimeApproved time,
        AccrualRelease release
    )
    {
        var cost = Transfer(
            time.LegalEntity,
            AccountRole.CostLabor,
            AccountRole.PayrollClearing,
            time.Cost
        );
        var revenue = release switch
        {
            AccrualRelease.Clear => AccountRole.Revenue,
            AccrualRelease.Reverse => AccountRole.RevenueAccrued,
            _ => throw new UnreachableException(),
        };
        return time.AccruesRevenue
            ?
            [
                .. cost,
                .. Transfer(
                    time.LegalEntity,
                    AccountRole.UnbilledReceivable,
                    revenue,
                    time.SalesValue
                ),
            ]
            : cost;
    }

    private static IEnumerable<JournalLine> ForInvoice(
        LegalEntityCode entity,
        InvoicedAmounts amounts,
        AccrualRelease release
    )
    {
        JournalLine Debit(AccountRole account, Money amount) =>
            JournalLine.OfDebit(entity, account, amount);
        JournalLine Credit(AccountRole account, Money amount) =>
            JournalLine.OfCredit(entity, account, amount);

        var receivable = amounts.Net + amounts.Tax - amounts.Retention - amounts.DepositApplied;
        var earned = amounts.Net - amounts.Deferred - amounts.ContractAsset;
        IEnumerable<JournalLine> revenue = release switch
        {
            AccrualRelease.Clear =>
            [
                Credit(AccountRole.UnbilledReceivable, amounts.Accrued),
                Credit(AccountRole.Revenue, earned - amounts.Accrued),
            ],
            AccrualRelease.Reverse =>
            [
                Credit(AccountRole.Revenue, earned),
                Debit(AccountRole.RevenueAccrued, amounts.Accrued),
                Credit(AccountRole.UnbilledReceivable, amounts.Accrued),
            ],
            _ => throw new UnreachableException(),
        };
        return
        [
            Debit(AccountRole.AccountsReceivable, receivable),
            Debit(AccountRole.RetentionReceivable, amounts.Retention),
            Debit(AccountRole.CustomerDeposits, amounts.DepositApplied),
            .. revenue,
            Credit(AccountRole.ContractAsset, amounts.ContractAsset),
            Credit(AccountRole.ContractLiability, amounts.Deferred),
            Credit(AccountRole.TaxPayable, amounts.Tax),
        ];
    }

    private static IEnumerable<JournalLine> ForPayment(PostingEvent.PaymentReceived payment) =>
        [
            JournalLine.OfDebit(payment.LegalEntity, AccountRole.Cash, payment.Amount),
            JournalLine.OfDebit(payment.LegalEntity, AccountRole.WriteOff, payment.WrittenOff),
            JournalLine.OfDebit(payment.LegalEntity, AccountRole.BankFees, payment.BankFees),
            JournalLine.OfCredit(
                payment.LegalEntity,
                AccountRole.AccountsReceivable,
                payment.Amount + payment.WrittenOff + payment.BankFees
            ),
        ];

    private static IEnumerable<JournalLine> ForRevenue(PostingEvent.RevenueRecognised revenue)
    {
        // Revenue taken back becomes a liability again, whatever the balance.
        var fromLiability = Money.Min(revenue.LiabilityBalance, revenue.Amount);
        return
        [
            JournalLine.OfDebit(
                revenue.LegalEntity,
                AccountRole.ContractLiability,
                revenue.Amount.Amount < 0m ? revenue.Amount : fromLiability
            ),
            JournalLine.OfDebit(
                revenue.LegalEntity,
                AccountRole.ContractAsset,
                revenue.Amount.Amount < 0m
                    ? Money.Zero(revenue.Amount.Currency)
                    : revenue.Amount - fromLiability
            ),
            JournalLine.OfCredit(revenue.LegalEntity, AccountRole.Revenue, revenue.Amount),
        ];
    }

    private static IEnumerable<JournalLine> ForMonthEnd(PostingEvent.MonthEnded month)
    {
        Invariant.Require(
            month.ContractLiability.IsZero || (month.Unbilled + month.ContractAsset).IsZero,
            "a contract has an asset or a liability"
        );
        return
        [
            JournalLine.OfDebit(month.LegalEntity, AccountRole.UnbilledReceivable, month.Unbilled),
            JournalLine.OfDebit(month.LegalEntity, AccountRole.ContractAsset, month.ContractAsset),
            JournalLine.OfCredit(
                month.LegalEntity,
                AccountRole.Revenue,
                month.Unbilled + month.ContractAsset - month.ContractLiability
            ),
            JournalLine.OfCredit(
                month.LegalEntity,
                AccountRole.ContractLiability,
                month.ContractLiability
            ),
        ];
    }

    private static JournalLine Swapped(JournalLine line) =>
        line with
        {
            Debit = line.Credit,
            Credit = line.Debit,
        };

    private static IEnumerable<JournalLine> ForIntercompanyTime(
        PostingEvent.IntercompanyTimeApproved time
    ) =>
        [
            .. Transfer(time.Lender, AccountRole.CostLabor, AccountRole.PayrollClearing, time.Cost),
            .. Transfer(
                time.Lender,
                AccountRole.IntercompanyReceivable,
                AccountRole.IntercompanyRevenue,
                time.Transfer
            ),
            .. Transfer(
                time.Borrower,
                AccountRole.CostIntercompanyLabor,
                AccountRole.IntercompanyPayable,
                time.Transfer
            ),
            .. time.SalesValue is { } sales
                ? Transfer(
                    time.Borrower,
                    AccountRole.UnbilledReceivable,
                    AccountRole.Revenue,
                    sales
                )
                : [],
        ];
}
