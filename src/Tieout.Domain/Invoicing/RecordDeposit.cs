using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>The ledger system says what a deposit is now; each deposit counts once.</summary>
/// <remarks>
/// A newer version takes the place of the one before it, an older one changes nothing. It cannot become
/// less, or arrive later, than what invoices have drawn: what they took off would be paid by nobody.
/// </remarks>
public sealed record RecordDeposit(Deposit Deposit) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(EngagementState state, ReferenceBook reference)
    {
        if (state.Contract is not { } contract)
        {
            return InvoicingRejections.DepositWithoutContract(Deposit);
        }

        var known = state.Deposits.GetValueOrDefault(Deposit.Id);
        if (known is not null && known.Version >= Deposit.Version)
        {
            return known.Version > Deposit.Version || known == Deposit
                ? Decision<EngagementEvent>.Accept()
                : InvoicingRejections.ConflictingDeposit(Deposit);
        }

        var terms = contract.TermsAt(Deposit.ValueDate);
        if (
            Deposit.Amount.Currency != terms.Currency
            || (known is not null && known.Amount.Currency != Deposit.Amount.Currency)
        )
        {
            return InvoicingRejections.DepositInOtherCurrency(Deposit, terms.Currency);
        }

        if (reference.AccountOf(terms.LegalEntity, AccountRole.CustomerDeposits) is null)
        {
            return InvoicingRejections.DepositWithoutAccount(
                Deposit,
                terms.LegalEntity,
                AccountRole.CustomerDeposits
            );
        }

        var happened = new EngagementEvent.DepositRecorded(Deposit, terms.LegalEntity);
        var (before, after) = (LeftOf(state, terms), LeftOf(state.Evolve(happened).State, terms));
        return after.Amount < 0m && after < before
            ? InvoicingRejections.DepositInUse(Deposit, -after)
            : Decision<EngagementEvent>.Accept(happened);
    }

    /// <summary>The least that was ever left, by the terms that were agreed last.</summary>
    private static Money LeftOf(EngagementState state, ContractTerms agreed)
    {
        var latest = state.Contract!.TermsAt(LocalDate.MaxIsoValue);
        return PaidInAdvance.LeastOf(state, latest.Currency == agreed.Currency ? latest : agreed);
    }
}
