using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Turns the lines of a page into a document: order, discount, tax, what is payable.</summary>
/// <remarks>
/// In this order: purchase order, document discount, tax, retention, prepaid. Source: §8.
/// </remarks>
internal static class RunDocument
{
    public static Decision<EngagementEvent> Draft(RunPage page, DocumentKey key)
    {
        if (page.Lines.Count == 0)
        {
            return Decision<EngagementEvent>.Accept([.. Sliced(page)]);
        }

        if (TooLarge(page) is { } absurd)
        {
            return absurd;
        }

        if ((OverOrder(page) ?? NotChargeable(page) ?? NotDrawable(page)) is { } why)
        {
            return why with { Unbilled = Charged([page]) };
        }

        var reference = InvoiceReferences.Of(page.State.Id, page.State.Invoices.Count + 1);
        var recorded = page
            .Lines.Select((line, i) => ChargeOf(page, reference, line, i + 1))
            .OfType<EngagementEvent.WorkRecorded>()
            .ToList();
        var invoice = Invoice(page, key, reference);
        AddBalances(page, invoice);
        return Decision<EngagementEvent>.Accept([
            .. recorded,
            .. Sliced(page),
            new EngagementEvent.InvoiceDrafted(invoice),
        ]);
    }

    /// <summary>What pages of one run would charge in its window, in the first one's currency.</summary>
    /// <remarks>
    /// What is older waits with the run of its month. What several pages would charge, as the fee of
    /// a month is offered to each until one is drafted, counts once.
    /// </remarks>
    public static Money Charged(IReadOnlyList<RunPage> pages) =>
        Money.Sum(
            pages[0].Currency,
            pages
                .Where(page => page.Currency == pages[0].Currency)
                .SelectMany(page => page.Lines.Select(line => (Page: page, Line: line)))
                .Where(x => x.Line.IsCharge && x.Line.Period.End >= x.Page.Run.Start)
                .GroupBy(x => (x.Line.Line, x.Line.Kind, x.Line.Period))
                .SelectMany(same => same.TakeWhile(x => x.Page == same.First().Page))
                .Select(x => x.Line.Amount)
        );

    private static Rejection? OverOrder(RunPage page)
    {
        if (StoppedByOrder(page) is not { } stopped)
        {
            return null;
        }

        page.Blocked.Add(stopped);
        return InvoicingRejections.StoppedByOrder(page.State.Id, stopped);
    }

    private static Rejection? TooLarge(RunPage page)
    {
        var moved = page.Lines.Sum(line => Math.Abs(line.Amount.Amount));
        return moved < Invoicing.Invoice.AmountMax
            ? null
            : InvoicingRejections.AmountTooLarge(page.State.Id, new Money(moved, page.Currency));
    }

    /// <summary>Work has been looked at before the run; the run's own amounts have not.</summary>
    private static Rejection? NotChargeable(RunPage page)
    {
        var (run, reference) = (page.Run, page.Reference);
        foreach (var line in page.Lines)
        {
            if (line.TaxCode is not { } code)
            {
                return InvoicingRejections.TaxCodeMissing(page.State.Id);
            }

            if (reference.TaxAt(code, run.InvoiceDate) is not { } tax)
            {
                return InvoicingRejections.TaxRuleMissing(code, run.InvoiceDate);
            }

            if (TaxParties.Obstacle(tax, page.Terms, reference, run.InvoiceDate) is { } obstacle)
            {
                return InvoicingRejections.TaxNotAllowed(page.State.Id, code, obstacle);
            }

            var entity = page.Terms.LegalEntity;
            if (
                line.IsCharge
                && !Dimensions.AreValid(line.Dimensions, entity, run.Through, reference)
            )
            {
                var faults = Dimensions.Faults(line.Dimensions, entity, run.Through, reference);
                return InvoicingRejections.DimensionInvalid(page.State.Id, line, faults.First());
            }
        }

        return null;
    }

    /// <summary>A deposit may have arrived since the work was looked at.</summary>
    private static Rejection? NotDrawable(RunPage page) =>
        page.InAdvance is { Left.Amount: > 0m }
        && page.Reference.AccountOf(page.Terms.LegalEntity, AccountRole.CustomerDeposits) is null
            ? InvoicingRejections.AccountMissing(
                page.State.Id,
                page.Terms.LegalEntity,
                AccountRole.CustomerDeposits
            )
            : null;

    /// <summary>What the run says of work even where it makes no document.</summary>
    private static IEnumerable<EngagementEvent> Sliced(RunPage page) =>
        page
            .Sliced.Select(item => new SlicedWork(
                item.Work.Id,
                item.Slices,
                page.Reference.Version
            ))
            .Chunk(Ledger.SlicedWork.ItemsPerEventMax)
            .Select(some => new EngagementEvent.WorkSliced(some));

    private static LeftWork? StoppedByOrder(RunPage page)
    {
        var (terms, order) = (page.Terms, page.Terms.Order);
        if (order is { IsRequired: true } && string.IsNullOrEmpty(terms.PurchaseOrder))
        {
            return new LeftWork(null, null, [ReasonCode.PurchaseOrderMissing]);
        }

        if (order?.Limit is not { } limit)
        {
            return null;
        }

        var net = Money.Sum(page.Currency, page.Lines.Select(line => line.Amount));
        var excess = Used(page, order) + net - limit;
        return excess.Amount > 0m
            ? new LeftWork(null, null, [ReasonCode.PurchaseOrderLimitExceeded], excess)
            : null;
    }

    private static Money Used(RunPage page, PurchaseOrderTerms order) =>
        (order.UsedBefore ?? Money.Zero(page.Currency)) + page.Before.OrderUsed;

    private static Invoice Invoice(RunPage page, DocumentKey key, InvoiceReference reference)
    {
        var (run, terms) = (page.Run, page.Terms);
        var total = Money.Sum(page.Currency, page.Lines.Select(line => line.Amount));
        // A discount is for something charged: it never makes a credit larger.
        Money? discount =
            terms.DiscountPercent != 0m && total.Amount > 0m
                ? LineNet.PercentOf(total, terms.DiscountPercent)
                : null;
        InvoiceLine[] lines =
        [
            .. page.Lines.Select((line, i) => Numbered(page, reference, line, i)),
        ];
        var arithmetic = page.Reference.TaxArithmeticOf(terms.LegalEntity);
        var invoice = new Invoice(
            reference,
            InvoiceType.Invoice,
            page.State.Id,
            key.LegalEntity,
            key.Payer,
            terms.Currency,
            run.InvoiceDate,
            run.InvoiceDate.PlusDays(terms.PaymentDays),
            run.Through,
            lines,
            InvoiceTaxes.Of(lines, terms.Currency, arithmetic, discount),
            page.Reference.Version,
            page.State.Contract!.SignedAmendments,
            key.PurchaseOrder,
            From: page.Committed is [var first, ..] && first.Month.Start < run.Start
                ? first.Month.Start
                : run.Start,
            Discount: discount is { IsZero: true } ? null : discount
        );
        return Settled(page, invoice);
    }

    private static Invoice Settled(RunPage page, Invoice invoice)
    {
        var terms = page.Terms;
        Money? retention = terms.RetentionPercent is { } percent
            ? LineNet.PercentOf(invoice.Net, percent)
            : null;
        var open = invoice.Gross - (retention ?? Money.Zero(invoice.Currency));
        Money? prepaid = page.InAdvance is { } paid ? Drawn(paid.Left, open) : null;
        return invoice with
        {
            Type = invoice.Gross.Amount < 0m ? InvoiceType.CreditNote : InvoiceType.Invoice,
            Retention = retention,
            PrepaidApplied = prepaid,
        };
    }

    private static Money Drawn(Money balance, Money open)
    {
        var drawn = Money.Min(balance, open);
        return drawn.Amount > 0m ? drawn : Money.Zero(drawn.Currency);
    }

    private static void AddBalances(RunPage page, Invoice invoice)
    {
        if (page.InAdvance is { } paid)
        {
            page.Balances.Add(new RunBalance.Prepaid(paid.Left - invoice.PrepaidApplied!.Value));
        }

        if (page.Terms.Order is { } order)
        {
            var used = Used(page, order) + invoice.LineTotal;
            page.Balances.Add(new RunBalance.Order(order.Limit is { } limit ? limit - used : null));
        }
    }

    private static InvoiceLine Numbered(
        RunPage page,
        InvoiceReference reference,
        DraftLine line,
        int place
    )
    {
        var tax = page.Reference.TaxAt(line.TaxCode!.Value, page.Run.InvoiceDate)!;
        WorkShare[] own = line.IsCharge
            ? [new WorkShare(IdOf(reference, place + 1), 1, Effort.Zero, line.Amount)]
            : [];
        return new InvoiceLine(
            place + 1,
            line.Line,
            line.Kind,
            line.Description,
            line.Quantity,
            line.Price,
            line.Amount,
            tax.Code,
            tax.Category,
            tax.Rate,
            line.Period,
            [.. own, .. line.Shares],
            line.Retainer,
            line.Dimensions
        );
    }

    private static EngagementEvent.WorkRecorded? ChargeOf(
        RunPage page,
        InvoiceReference reference,
        DraftLine line,
        int number
    )
    {
        if (!line.IsCharge)
        {
            return null;
        }

        var project = ProjectCode.Parse(page.State.Id.Value);
        var id = IdOf(reference, number);
        var charge = new Charge(
            id,
            1,
            project,
            line.Line,
            line.Kind,
            line.Amount,
            page.Run.Through
        );
        var version = page.Reference.Version;
        return new EngagementEvent.WorkRecorded(
            charge,
            new Assessment(Stage.Ready, [], line.Line, null, line.Amount, version)
        );
    }

    private static WorkId IdOf(InvoiceReference reference, int number) =>
        WorkId.Parse($"charge/{reference}/{number}");
}
