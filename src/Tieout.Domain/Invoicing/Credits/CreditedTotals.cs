using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>What a credit memo takes back beside its lines: discount, tax, retention, prepaid.</summary>
/// <remarks>
/// Of each as much stands after the credit as its basis does, rounded; so whatever the steps, credits
/// of everything add up to exactly the original. Source: domain rules §8.20 and identity C4.
/// </remarks>
/// <param name="original">The document that is credited.</param>
/// <param name="earlier">Credits of it that count.</param>
/// <param name="lines">Of the credit; below zero.</param>
/// <param name="arithmetic">Of the legal entity's tax.</param>
/// <param name="released">What was kept back and is payable by now: nothing of it is kept any more.</param>
internal sealed class CreditedTotals(
    Invoice original,
    IReadOnlyList<InvoiceState> earlier,
    IReadOnlyList<InvoiceLine> lines,
    TaxArithmetic arithmetic,
    Money? released = null
)
{
    private readonly IReadOnlyList<Invoice> _earlier = [.. earlier.Select(x => x.Invoice)];

    private Money Zero => Money.Zero(original.Currency);

    private Money? RetentionLeft =>
        Left(x => x.Retention) is { } left ? left - (released ?? Zero) : null;

    /// <summary>A credit memo of some of the work, at the tax of its original.</summary>
    public Invoice Memo(
        InvoiceReference reference,
        LocalDate date,
        CreditDisposition? disposition = null
    )
    {
        var taxes = Taxes().ToList();
        var memo = Bare(reference, date) with
        {
            Taxes = taxes,
            Discount = Taken(
                original.Discount,
                Money.Sum(original.Currency, lines.Select(line => line.Amount))
                    - Money.Sum(original.Currency, taxes.Select(tax => tax.Taxable))
            ),
            Disposition = disposition,
        };
        memo = memo with { Retention = Taken(original.Retention, Retention(memo)) };
        return Typed(
            disposition is null or CreditDisposition.Rebill
                ? memo with
                {
                    PrepaidApplied = Taken(original.PrepaidApplied, -Excess(memo)),
                }
                : memo
        );
    }

    /// <summary>A credit memo of all that is left of the document.</summary>
    public Invoice Whole(InvoiceReference reference, LocalDate date, CreditDisposition disposition)
    {
        var isReleased = disposition is CreditDisposition.Rebill;
        // A discount is for something charged: there may be nothing left at the prices of today.
        var isRepriced = IsRepriced;
        var isCharged = !isRepriced || lines.Any(line => line.Amount < Zero);
        var discount = isCharged ? Left(x => x.Discount) : null;
        var memo = Bare(reference, date) with
        {
            Taxes = [.. isRepriced ? TaxesAtPresent(lines, discount) : TaxesLeft()],
            Discount = -discount,
            Disposition = disposition,
            ReleasesAll = isReleased,
        };
        memo = memo with { Retention = Within(RetentionLeft, memo.Gross) };
        return Typed(
            isReleased
                ? memo with
                {
                    PrepaidApplied = Within(
                        Left(x => x.PrepaidApplied),
                        memo.Gross - (memo.Retention ?? Zero)
                    ),
                }
                : memo
        );
    }

    /// <summary>Whether later documents changed what some of it costs, or took it away.</summary>
    /// <remarks>Then the lines are not what its earlier credits have left of it.</remarks>
    private bool IsRepriced =>
        original
            .Lines.Concat(_earlier.SelectMany(x => x.Lines))
            .Concat(lines)
            .GroupBy(line => (line.TaxCategory, line.TaxRate), line => line.Amount)
            .Any(group => !Money.Sum(original.Currency, group).IsZero);

    /// <summary>What goes back of a deduction: never more than there is to credit.</summary>
    /// <remarks>Prices that fell since, or a refund, have made an earlier document owe the rest.</remarks>
    private Money? Within(Money? left, Money credit) =>
        left is { } whole ? -Money.Min(whole, credit < Zero ? -credit : Zero) : null;

    private Invoice Bare(InvoiceReference reference, LocalDate date) =>
        original with
        {
            Reference = reference,
            InvoiceDate = date,
            DueDate = date,
            Lines = lines,
            RefersTo = original.Reference,
            From = null,
            Discount = null,
            Retention = null,
            PrepaidApplied = null,
        };

    private Invoice Typed(Invoice credit) =>
        credit with
        {
            Type = credit.Gross > Zero ? InvoiceType.Invoice : InvoiceType.CreditNote,
        };

    private static Money? Taken(Money? whole, Money part) =>
        whole is null || part.IsZero ? null : part;

    private Money? Left(Func<Invoice, Money?> amount) =>
        amount(original) is { } whole
            ? _earlier.Select(amount).OfType<Money>().Aggregate(whole, (sum, x) => sum + x)
            : null;

    /// <summary>The last credit of a tax takes what is left, so that both end at exactly zero.</summary>
    private IEnumerable<TaxSubtotal> Taxes()
    {
        var before = TaxesLeft().ToDictionary(tax => (tax.Category, tax.Rate));
        foreach (var group in lines.GroupBy(line => (line.TaxCategory, line.TaxRate)))
        {
            var left = before[group.Key];
            var after = TaxableAfter(group.Key);
            var taxable = left.Taxable + after;
            yield return left with
            {
                Taxable = taxable,
                Tax = TaxOf([.. group], left, taxable, after),
            };
        }
    }

    /// <summary>As its own lines make it; never beyond what is left.</summary>
    /// <remarks>
    /// Where tax is not rounded by line, what then stands has to be within a minor unit of its own tax: so
    /// a target that computes for itself is never off by more than it can be told.
    /// </remarks>
    private Money TaxOf(
        IReadOnlyList<InvoiceLine> group,
        TaxSubtotal left,
        Money taxable,
        Money after
    )
    {
        if (after.IsZero)
        {
            return left.Tax;
        }

        var discount = taxable - Money.Sum(original.Currency, group.Select(line => line.Amount));
        // A discount is shared by what is charged; without any the tax is that of the whole.
        var own = group.Any(line => line.Amount < Zero)
            ? Money.Sum(original.Currency, TaxesAtPresent(group, discount).Select(tax => tax.Tax))
            : LineNet.PercentOf(taxable, left.Rate, arithmetic.Rounding);
        // Beside a line below zero a credit may leave more than there was, or the other sign of it.
        var (rested, stood) = (after.Amount, -left.Taxable.Amount);
        var isLess = Math.Sign(rested) == Math.Sign(stood) && Math.Abs(rested) <= Math.Abs(stood);
        if (!isLess && arithmetic.Mode is TaxMode.PerLine)
        {
            return own;
        }

        var (least, most) = (Math.Min(0m, -left.Tax.Amount), Math.Max(0m, -left.Tax.Amount));
        if (arithmetic.Mode is not TaxMode.PerLine)
        {
            var rest = LineNet.PercentOf(after, left.Rate, arithmetic.Rounding).Amount;
            var unit = own.Currency.MinorUnit;
            (least, most) = (Math.Max(rest - unit, least), Math.Min(rest + unit, most));
        }

        return least > most
            ? own
            : left.Tax with
            {
                Amount = Math.Clamp((own - left.Tax).Amount, least, most) + left.Tax.Amount,
            };
    }

    /// <summary>What stands of a tax group: its lines less their part of the discount.</summary>
    private Money TaxableAfter((TaxCategory, decimal) group)
    {
        var whole = Sum(original.Lines);
        var standing = whole + Sum(_earlier.SelectMany(x => x.Lines)) + Sum(lines);
        var discount =
            whole - original.Taxes.First(tax => (tax.Category, tax.Rate) == group).Taxable;
        return standing - Part(discount, standing, whole);

        Money Sum(IEnumerable<InvoiceLine> some) =>
            Money.Sum(
                original.Currency,
                some.Where(line => (line.TaxCategory, line.TaxRate) == group)
                    .Select(line => line.Amount)
            );
    }

    /// <summary>What is left of each tax, below zero.</summary>
    private IEnumerable<TaxSubtotal> TaxesLeft() =>
        original.Taxes.Select(whole =>
        {
            var before = _earlier
                .SelectMany(x => x.Taxes)
                .Where(tax => (tax.Category, tax.Rate) == (whole.Category, whole.Rate))
                .ToList();
            return whole with
            {
                Taxable = -before.Aggregate(whole.Taxable, (sum, tax) => sum + tax.Taxable),
                Tax = -before.Aggregate(whole.Tax, (sum, tax) => sum + tax.Tax),
            };
        });

    /// <summary>The taxes of lines at their present prices, below zero.</summary>
    private IEnumerable<TaxSubtotal> TaxesAtPresent(
        IReadOnlyList<InvoiceLine> some,
        Money? discount
    )
    {
        List<InvoiceLine> present = [.. some.Select(line => line with { Amount = -line.Amount })];
        return InvoiceTaxes
            .Of(present, original.Currency, arithmetic, discount)
            .Select(tax => tax with { Taxable = -tax.Taxable, Tax = -tax.Tax });
    }

    private Money Retention(Invoice credit)
    {
        if (RetentionLeft is not { } left)
        {
            return Zero;
        }

        var before = _earlier.Aggregate(original.Net, (sum, x) => sum + x.Net);
        var standing = before + credit.Net;
        var kept = released is null
            ? Part(original.Retention!.Value, standing, original.Net)
            : Part(left, standing, before);
        return kept - left;
    }

    /// <summary>Paid in advance beyond what is still to be paid: credits come before it.</summary>
    /// <remarks>Source: domain rules §8.8, the order of application.</remarks>
    private Money Excess(Invoice credit)
    {
        if (Left(x => x.PrepaidApplied) is not { } applied)
        {
            return Zero;
        }

        var open = _earlier
            .Append(credit)
            .Append(original)
            .Aggregate(Zero, (sum, x) => sum + x.Gross - (x.Retention ?? Zero));
        var excess = applied - (open > Zero ? open : Zero);
        return excess > Zero ? excess : Zero;
    }

    /// <summary>Of an amount, in the proportion in which its basis still stands.</summary>
    private static Money Part(Money amount, Money standing, Money whole)
    {
        var ratio = whole.IsZero ? 0m : standing.Amount / whole.Amount;
        return (amount * Math.Clamp(ratio, 0m, 1m)).Round();
    }
}
