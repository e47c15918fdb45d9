using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>One side of a journal entry.</summary>
/// <param name="Debit">Zero or more; zero when the line is a credit.</param>
/// <param name="Credit">Zero or more; zero when the line is a debit.</param>
/// <param name="Dimensions">What it is analysed by; lines of a balance sheet by nothing.</param>
public sealed record JournalLine(
    LegalEntityCode LegalEntity,
    AccountRole Account,
    Money Debit,
    Money Credit,
    ValueList<DimensionSetting>? Dimensions = null
)
{
    /// <summary>A debit; a negative amount is a credit.</summary>
    public static JournalLine OfDebit(LegalEntityCode entity, AccountRole account, Money amount)
    {
        var zero = Money.Zero(amount.Currency);
        return amount < zero
            ? new JournalLine(entity, account, zero, -amount)
            : new JournalLine(entity, account, amount, zero);
    }

    /// <summary>A credit; a negative amount is a debit.</summary>
    public static JournalLine OfCredit(LegalEntityCode entity, AccountRole account, Money amount) =>
        OfDebit(entity, account, -amount);
}
