using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using static Tieout.Domain.Invoicing.Explaining.Wording;

namespace Tieout.Domain.Invoicing.Explaining;

/// <summary>Says of each amount of a document which rule made it, from what, and what was rounded.</summary>
/// <remarks>
/// Asks the same terms, limits and reference data again that the billing run asked, as they were at
/// that moment. O(lines and earlier documents).
/// </remarks>
public sealed class DocumentReasons
{
    private readonly EngagementState _before;
    private readonly ReferenceBook _reference;
    private readonly Invoice _invoice;
    private readonly BilledBefore _billed;

    private DocumentReasons(EngagementState before, ReferenceBook reference, Invoice invoice)
    {
        _before = before;
        _reference = reference;
        _invoice = invoice;
        _billed = BilledBefore.Of(before, invoice.Currency);
    }

    /// <summary>In the order of the lines; then what concerns the document.</summary>
    /// <param name="before">The engagement when the document was drafted, nothing let go of.</param>
    /// <param name="reference">At the version that the document names.</param>
    public static IReadOnlyList<AmountReason> Of(
        EngagementState before,
        ReferenceBook reference,
        Invoice invoice
    )
    {
        if (before.Contract is null)
        {
            return [];
        }

        var reasons = new DocumentReasons(before, reference, invoice);
        return
        [
            .. invoice.Lines.SelectMany(reasons.OfLine),
            .. reasons.OfCaps(),
            .. reasons.OfDocument(),
            .. invoice.Taxes.Select(reasons.OfTax),
        ];
    }

    private IEnumerable<AmountReason> OfLine(InvoiceLine line)
    {
        var day = line.ServicePeriod.End;
        var terms = _before.Contract!.TermsAt(day);
        if (_invoice.IsAllowance)
        {
            yield return new AmountReason(
                line.Number,
                "allowance",
                $"of {_invoice.RefersTo}",
                "the work stays billed there and costs less; no hours are returned"
            );
        }

        yield return new AmountReason(
            line.Number,
            "terms",
            SourceOf(day),
            $"contract line {line.Line}, in force on {Day(day)}"
        );
        if (line.Price is { } price)
        {
            yield return Priced(line, price);
        }

        if (Rounded(line, terms) is { } rounded)
        {
            yield return rounded;
        }

        foreach (var reason in OnTop(line).Concat(Retained(line)).Concat(Converted(line, terms)))
        {
            yield return reason;
        }
    }

    /// <summary>Quantity times price, and what rounding to the minor unit made of it.</summary>
    private static AmountReason Priced(InvoiceLine line, decimal price)
    {
        var exact = line.Quantity * price;
        var residue = line.Amount.Amount - exact;
        var rounded =
            residue == 0m ? "exactly"
            : line.Shares.Count > 1
                ? $"{Number(residue)} by rounding, shared over {line.Shares.Count} pieces of work so that no cent is lost"
            : $"{Number(residue)} by rounding";
        return new AmountReason(
            line.Number,
            "rounding",
            "half away from zero, once a line",
            $"{Number(line.Quantity)} x {Number(price)} = {Say(line.Amount)}, {rounded}"
        );
    }

    /// <summary>Hours that are charged where they are not those that were worked.</summary>
    private AmountReason? Rounded(InvoiceLine line, ContractTerms terms)
    {
        var rounding = terms
            .Lines.OfType<ContractLine.TimeAndMaterials>()
            .FirstOrDefault(x => x.Id == line.Line)
            ?.Rounding;
        if (rounding is null || !line.Shares.Any(share => share.Billable is not null))
        {
            return null;
        }

        var worked = Effort.Sum(line.Shares.Select(share => share.Effort));
        var charged = Effort.Sum(line.Shares.Select(share => share.Charged));
        return new AmountReason(
            line.Number,
            "time",
            SourceOf(line.ServicePeriod.End),
            $"{worked} worked, {charged} charged: each entry {Say(rounding)}"
        );
    }

    /// <summary>A discount or a fee on the time of the same contract line.</summary>
    private IEnumerable<AmountReason> OnTop(InvoiceLine line)
    {
        var agreed = _before
            .Contract!.TermsAt(_invoice.Through)
            .Lines.OfType<ContractLine.TimeAndMaterials>()
            .FirstOrDefault(x => x.Id == line.Line);
        var percent = line.Kind switch
        {
            InvoiceLineKind.Discount => agreed?.DiscountPercent,
            InvoiceLineKind.Fee => agreed?.FeePercent,
            _ => null,
        };
        if (percent is not { } part)
        {
            yield break;
        }

        var time = Money.Sum(
            _invoice.Currency,
            _invoice
                .Lines.Where(x => x.Line == line.Line && x.Kind is InvoiceLineKind.Time)
                .Select(x => x.Amount)
        );
        yield return new AmountReason(
            line.Number,
            line.Kind is InvoiceLineKind.Fee ? "fee" : "discount",
            SourceOf(_invoice.Through),
            _invoice.AmendmentPlan is null
            || (time * (part / 100m)).Round().Amount == Math.Abs(line.Amount.Amount)
                ? $"{Number(part)} % of {Say(time)} of time on line {line.Line}"
                : $"what makes it {Number(part)} % of the time that is billed on line {line.Line}",
            line.Amount
        );
    }

    private static IEnumerable<AmountReason> Retained(InvoiceLine line)
    {
        if (line.Retainer is { Use: var use } period)
        {
            var included = period.Included is { } hours ? $"{Number(hours.Hours)} h" : "no hours";
            yield return new AmountReason(
                line.Number,
                "retainer",
                $"month {Day(period.Month)}",
                $"{included} included, {Number(use.Available.Hours)} h available, "
                    + $"{Number(use.Used.Hours)} h used, {Number(use.Overage.Hours)} h beyond, "
                    + $"{Number(use.Carried.Hours)} h carried over, {Number(use.Expired.Hours)} h expired"
            );
        }
    }

    /// <summary>Exchange rate and mark-up of the expenses on the line.</summary>
    private IEnumerable<AmountReason> Converted(InvoiceLine line, ContractTerms terms)
    {
        var agreed = terms.Lines.FirstOrDefault(x => x.Id == line.Line);
        var expenses = line
            .Shares.Select(share => _before.Work.GetValueOrDefault(share.Work)?.Work)
            .OfType<Expense>()
            .ToList();
        if (expenses.Count > 0 && agreed is ContractLine.Reimbursables { MarkupPercent: not 0m } x)
        {
            yield return new AmountReason(
                line.Number,
                "mark-up",
                SourceOf(line.ServicePeriod.End),
                $"{Number(x.MarkupPercent)} % on cost"
            );
        }

        foreach (var expense in expenses.Where(e => e.Amount.Currency != _invoice.Currency))
        {
            if (
                _reference.ExchangeRateOn(
                    expense.Amount.Currency,
                    _invoice.Currency,
                    expense.Date
                ) is
                { } found
            )
            {
                yield return new AmountReason(
                    line.Number,
                    "exchange-rate",
                    $"{expense.Amount.Currency}/{_invoice.Currency} of {Day(found.Date)}",
                    $"{expense.Id}: {Say(expense.Amount)} at {Number(found.Rate)}"
                );
            }
        }
    }

    /// <summary>What each cap had room for.</summary>
    private IEnumerable<AmountReason> OfCaps()
    {
        if (_invoice.IsCredit)
        {
            yield break;
        }

        foreach (var cap in Caps())
        {
            var used = _billed.UsedOf(cap);
            var here = _invoice
                .Lines.Where(line => cap.Counts(line.Line, line.Kind))
                .SelectMany(BilledMonth.Of)
                .Where(x => cap.Month is null || x.Month == cap.Month)
                .Aggregate(
                    CapUse.None(_invoice.Currency),
                    (sum, x) => sum + new CapUse(x.Amount, x.Hours)
                );
            var of = cap.Line is { } line ? $"line {line} has a cap" : "the contract has a cap";
            var month = cap.Month is { } one ? $" for {one:uuuu-MM}" : string.Empty;
            var left = new CapUse(
                (cap.Cap.Amount ?? used.Amount + here.Amount) - used.Amount - here.Amount,
                (cap.Cap.Hours ?? used.Hours + here.Hours) - used.Hours - here.Hours
            );
            yield return new AmountReason(
                null,
                "cap",
                SourceOf(cap.Month?.ToDateInterval().End ?? _invoice.Through),
                $"{of} of {CapReasons.Limit(cap.Cap)}{month}: {CapReasons.Say(cap.Cap, used)} used before, "
                    + $"{CapReasons.Say(cap.Cap, here)} here, {CapReasons.Say(cap.Cap, left)} left; "
                    + CapReasons.Beyond(cap.Cap)
            );
        }
    }

    /// <summary>Of the lines, then of the contract, as the run knew them; of months with work on the document.</summary>
    private IEnumerable<AgreedCap> Caps()
    {
        var contract = _before.Contract!;
        var now = contract.TermsAt(_invoice.Through);
        return now
            .Lines.SelectMany(line =>
                _invoice
                    .Lines.Where(x => x.Line == line.Id)
                    .SelectMany(BilledMonth.Of)
                    .Select(x => x.Month.ToDateInterval().End)
                    .Append(_invoice.Through)
                    .SelectMany(day => AgreedCap.On(contract, now, line, day, _invoice.Currency))
            )
            .Distinct()
            .OrderBy(cap => cap.Line is null);
    }

    private IEnumerable<AmountReason> OfDocument()
    {
        var source = SourceOf(_invoice.Through);
        var terms = _before.Contract!.TermsAt(_invoice.Through);
        if (_invoice.Discount is { } discount)
        {
            yield return new AmountReason(
                null,
                "document-discount",
                source,
                $"{Number(terms.DiscountPercent)} % off {Say(_invoice.LineTotal)}, before tax",
                -discount
            );
        }

        if (_invoice.Retention is { } kept)
        {
            yield return new AmountReason(
                null,
                "retention",
                source,
                $"{Number(terms.RetentionPercent ?? 0m)} % of {Say(_invoice.Net)} is kept back",
                -kept
            );
        }

        if (_invoice.PrepaidApplied is { IsZero: false } applied)
        {
            var paid = PaidInAdvance.On(_invoice.InvoiceDate, _before, terms, _billed);
            yield return new AmountReason(
                null,
                "prepaid",
                source,
                $"{Say(paid.Received)} was paid in advance, {Say(paid.Used)} of it used before"
                    + (paid.TakenLater.IsZero ? "" : $", {Say(paid.TakenLater)} is taken later"),
                -applied
            );
        }
    }

    private AmountReason OfTax(TaxSubtotal tax)
    {
        var rule = _reference.TaxAt(tax.Code, _invoice.InvoiceDate);
        var source = rule is null
            ? $"tax code {tax.Code}"
            : $"tax rule {tax.Code} v{rule.Version}, {(rule.From is { } from ? $"from {Day(from)}" : "of all dates")}";
        source += Determined(tax);
        var residue = tax.Tax.Amount - (tax.Taxable.Amount * tax.Rate / 100m);
        var rounded =
            residue == 0m
                ? "exactly"
                : $"{Number(residue)} by rounding {Rounded(_reference.TaxArithmeticOf(_invoice.LegalEntity).Mode)}";
        return new AmountReason(
            null,
            "tax",
            source,
            $"category {tax.Category}: {Number(tax.Rate)} % of {Say(tax.Taxable)} on {Day(_invoice.InvoiceDate)}, {rounded}",
            tax.Tax
        );
    }

    private static string Rounded(TaxMode mode) =>
        mode switch
        {
            TaxMode.PerLine => "each line",
            TaxMode.PerDocument => "the document",
            _ => "the category",
        };

    /// <summary>Where and why, if the contract names no code; the credit of a document repeats its own.</summary>
    private string Determined(TaxSubtotal tax)
    {
        var billed = _invoice.Lines.First(x => x.TaxCode == tax.Code);
        var terms = _before.Contract!.TermsAt(billed.ServicePeriod.End);
        var line = terms.Lines.FirstOrDefault(x => x.Id == billed.Line);
        return
            !_invoice.IsCredit
            && TaxCodes.Agreed(terms, line) is null
            && TaxCodes.Of(terms, line, _reference, _invoice.InvoiceDate) == tax.Code
            && TaxCodes.Determine(terms, _reference, _invoice.InvoiceDate)
                is TaxDetermination.Determined found
            ? $", determined by place of supply: {found.Place}"
                + (found.Note is { } note ? $" ({note})" : string.Empty)
            : string.Empty;
    }

    /// <summary>The contract or the amendment whose terms hold for work of a day.</summary>
    private string SourceOf(LocalDate day) =>
        _before.Contract!.LatestAt(day) is { } amendment
            ? $"{amendment.Title} of {_invoice.Engagement}"
                + (amendment.IsRestatement ? string.Empty : $", v{amendment.Version}")
            : $"contract {_invoice.Engagement} v{_before.Contract.Contract.Version}";
}
