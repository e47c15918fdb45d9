using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>The postings of one business event: debits equal credits per entity and currency.</summary>
/// <remarks>Source: domain rules §12 and conservation identity C7.</remarks>
public sealed record JournalEntry
{
    private JournalEntry(IReadOnlyList<JournalLine> lines) => Lines = lines;

    /// <summary>In posting order; no line of zero.</summary>
    public IReadOnlyList<JournalLine> Lines { get; }

    /// <summary>Debits equal credits for every legal entity and currency.</summary>
    public bool IsBalanced =>
        Lines
            .GroupBy(line => (line.LegalEntity, line.Debit.Currency))
            .All(group => group.Sum(line => line.Debit.Amount - line.Credit.Amount) == 0m);

    /// <summary>Leaves lines of zero out; lines that do not balance are a bug of the caller.</summary>
    internal static JournalEntry Of(IEnumerable<JournalLine> lines)
    {
        var entry = new JournalEntry([
            .. lines.Where(line => !line.Debit.IsZero || !line.Credit.IsZero),
        ]);
        Invariant.Require(entry.IsBalanced, "debits equal credits per entity and currency");
        return entry;
    }

    /// <summary>Splits the revenue by what the document's lines are analysed by.</summary>
    /// <param name="entity">Whose revenue it is.</param>
    /// <param name="parts">Add up to the revenue of the entry.</param>
    public JournalEntry AnalysedBy(LegalEntityCode entity, IReadOnlyList<RevenueAnalysis> parts)
    {
        var revenue = Lines.TakeWhile(line => line.Account is not AccountRole.Revenue).Count();
        return Of([
            .. Lines.Take(revenue),
            .. parts.Select(part =>
                JournalLine.OfCredit(entity, AccountRole.Revenue, part.Net) with
                {
                    Dimensions = part.Dimensions,
                }
            ),
            .. Lines.Skip(revenue).Where(line => line.Account is not AccountRole.Revenue),
        ]);
    }

    /// <summary>With what the lines of an account are analysed by.</summary>
    internal JournalEntry Analysed(AccountRole account, ValueList<DimensionSetting>? dimensions) =>
        dimensions is null
            ? this
            : new JournalEntry([
                .. Lines.Select(line =>
                    line.Account == account ? line with { Dimensions = dimensions } : line
                ),
            ]);

    /// <summary>What an account of an entity gains: debits less credits, in one currency.</summary>
    public Money BalanceOf(LegalEntityCode entity, AccountRole account, CurrencyCode currency) =>
        Money.Sum(
            currency,
            Lines
                .Where(line => line.LegalEntity == entity && line.Account == account)
                .Where(line => line.Debit.Currency == currency)
                .Select(line => line.Debit - line.Credit)
        );
}
