using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>One document for each billed party with what changes on its documents.</summary>
/// <remarks>Tax as on the documents that it changes. Source: domain rules §15.2.</remarks>
internal sealed class DifferenceDocuments
{
    private readonly EngagementState _before;
    private readonly List<Difference> _differences = [];
    private readonly List<Money> _begun = [];
    private readonly BilledLines _lines;

    private DifferenceDocuments(EngagementState before)
    {
        _before = before;
        _lines = new BilledLines(before);
    }

    /// <summary>A share of a document to be made, and the line that it changes.</summary>
    private sealed record Difference(
        Invoice Original,
        InvoiceLine Like,
        ContractLineId Line,
        InvoiceLineKind Kind,
        LocalDate Day,
        WorkShare Share
    );

    /// <summary>Why differences are not enough; none when they are.</summary>
    /// <remarks>
    /// Everything that a difference changes stands on the document that it corrects, so that a credit
    /// or a void of that document takes it back as well. An amount that begins has no such place.
    /// </remarks>
    public string? WhyWhole { get; private set; }

    public static DifferenceDocuments Of(
        EngagementState before,
        AmendmentReach reach,
        BilledChanges changes,
        IReadOnlyList<Rebilling.Window> windows
    )
    {
        var documents = new DifferenceDocuments(before);
        var now = changes
            .Slices.SelectMany(x => x.Slices.Select(slice => (x.Work, Slice: slice)))
            .Where(x => !x.Slice.IsOpen)
            .ToDictionary(x => (x.Work, x.Slice.Number), x => x.Slice);
        foreach (var change in changes.Changes)
        {
            documents.Add(change, now.GetValueOrDefault((change.Work, change.Slice)));
        }

        foreach (var window in windows)
        {
            documents.AddCharges(window);
        }

        return documents;
    }

    /// <summary>Net of all that changes, what begins included; none when nothing does.</summary>
    public Money? Net
    {
        get
        {
            List<Money> amounts = [.. _differences.Select(x => x.Share.Amount), .. _begun];
            return amounts.Count == 0 ? null : Money.Sum(amounts[0].Currency, amounts);
        }
    }

    /// <summary>Drafts and approves them; work on earlier documents is revalued where it stands.</summary>
    public void Place(
        AmendedCourse course,
        BilledChanges changes,
        Amendment amendment,
        LocalDate date
    )
    {
        var revalued = _differences
            .Where(x => _before.Work[x.Share.Work].Work is Charge)
            .Select(x => Revalued(x.Share, course.Reference.Version))
            .ToList();
        foreach (
            var group in _differences
                .GroupBy(x => (x.Original.BillTo, x.Original.LegalEntity, x.Original.PurchaseOrder))
                .OrderBy(group => group.Key.ToString(), StringComparer.Ordinal)
        )
        {
            course.Place(Document(course, [.. group], amendment, date));
        }

        course.Record(
            changes
                .Slices.Concat(revalued)
                .Chunk(SlicedWork.ItemsPerEventMax)
                .Select(some => new EngagementEvent.WorkSliced(some))
        );
    }

    private void Add(SliceChange change, Slice? next)
    {
        var original = _before.Find(change.Document!.Value)!.Invoice;
        var like =
            _lines.Find(original.Reference, change.Work, change.Slice)
            ?? throw new UnreachableException($"{change.Work} stands on {original.Reference}");
        var (old, now) = (change.OldAmount!.Value, change.NewAmount!.Value);
        var was = _before.Work[change.Work].Slices.First(slice => slice.Number == change.Slice);
        var isMoved =
            change.NewLine is not null
            && change.NewLine != change.OldLine
            && next is not null
            && (!now.IsZero || next.Allowance is not null);
        _differences.Add(
            new Difference(
                original,
                like,
                // An earlier amendment may have moved it away from its document's line.
                change.OldLine
                    ?? like.Line,
                like.Kind,
                change.ServiceDate,
                Share(change, was, isMoved ? null : next, isMoved ? -old : now - old)
            )
        );
        if (isMoved)
        {
            _differences.Add(
                new Difference(
                    original,
                    like,
                    change.NewLine!.Value,
                    like.Kind,
                    change.ServiceDate,
                    Share(change, null, next, now)
                )
            );
        }
    }

    private static WorkShare Share(SliceChange change, Slice? was, Slice? now, Money amount) =>
        new(
            change.Work,
            change.Slice,
            (now?.Effort ?? Effort.Zero) - (was?.Effort ?? Effort.Zero),
            amount,
            change.NewRate,
            (was?.Billable ?? now?.Billable) is null
                ? null
                : (now?.Charged ?? Effort.Zero) - (was?.Charged ?? Effort.Zero),
            Allowance: was?.Allowance == now?.Allowance
                ? null
                : (now?.Allowance ?? amount with { Amount = 0m })
                    - (was?.Allowance ?? amount with { Amount = 0m })
        );

    /// <summary>Fees, overage, discounts and true-ups, by contract line and kind.</summary>
    private void AddCharges(Rebilling.Window window)
    {
        if (window.Billed.Any(x => x.Currency != window.Credited[0].Currency))
        {
            return;
        }

        // A charge that was credited since stands on no document.
        var old = ChargesOn(window.Credited)
            .Where(x => CreditMemo.StandsOn(_before, x.Document, x.Share))
            .ToList();
        var now = ChargesOn(window.Billed);
        foreach (
            var key in old.Concat(now)
                .Select(x => (x.Line.Line, x.Line.Kind))
                .Distinct()
                .OrderBy(key => key.Line.Value, StringComparer.Ordinal)
                .ThenBy(key => key.Kind)
        )
        {
            var before = old.Where(x => (x.Line.Line, x.Line.Kind) == key).ToList();
            var after = now.Where(x => (x.Line.Line, x.Line.Kind) == key).ToList();
            var zero = Money.Zero(window.Credited[0].Currency);
            var difference = DifferenceOf(
                [.. before.Select(x => x.Share)],
                after.Aggregate(zero, (sum, x) => sum + x.Share.Amount)
            );
            if (difference.IsZero)
            {
                continue;
            }

            if (before.Count == 0)
            {
                WhyWhole ??= "an amount that no billed document has a line for";
                _begun.Add(difference);
                continue;
            }

            var (original, line, share) = before[0];
            _differences.Add(
                new Difference(
                    original,
                    line,
                    key.Line,
                    key.Kind,
                    original.Through,
                    share with
                    {
                        Effort = Effort.Zero,
                        Amount = difference,
                    }
                )
            );
        }
    }

    private static List<(Invoice Document, InvoiceLine Line, WorkShare Share)> ChargesOn(
        IReadOnlyList<Invoice> documents
    ) =>
        [
            .. documents.SelectMany(document =>
                document.Lines.SelectMany(line =>
                    line.Shares.Where(share => IsCharge(share.Work))
                        .Select(share => (document, line, share))
                )
            ),
        ];

    private static bool IsCharge(WorkId work) =>
        work.Value.StartsWith("charge/", StringComparison.Ordinal);

    /// <summary>What was let off before is not credited again: at most what is left is.</summary>
    private Money DifferenceOf(IReadOnlyList<WorkShare> before, Money after)
    {
        var agreed = Sum(Agreed);
        var left = Sum(share => CreditMemo.AtPresent(_before, share).Amount);
        return agreed > left ? Money.Max(after - agreed, -left) : after - agreed;

        Money Sum(Func<WorkShare, Money> amount) =>
            Money.Sum(after.Currency, before.Select(amount));
    }

    /// <summary>As it is charged by now, without what was credited of it as an allowance.</summary>
    private Money Agreed(WorkShare share) =>
        CreditMemo.SliceOf(_before, share)?.BeforeAllowance ?? share.Amount;

    private SlicedWork Revalued(WorkShare share, long referenceVersion) =>
        new(
            share.Work,
            [
                .. _before
                    .Work[share.Work]
                    .Slices.Select(slice =>
                        slice.Number == share.Slice ? slice.Revalued(share.Amount) : slice
                    ),
            ],
            referenceVersion
        );

    private static Invoice Document(
        AmendedCourse course,
        IReadOnlyList<Difference> differences,
        Amendment amendment,
        LocalDate date
    )
    {
        var state = course.State;
        var first = differences[0].Original;
        var last = differences.Max(x => x.Day);
        InvoiceLine[] lines =
        [
            .. differences
                .GroupBy(x =>
                    (
                        x.Line,
                        x.Kind,
                        x.Like.TaxCode,
                        x.Like.TaxCategory,
                        x.Like.TaxRate,
                        x.Like.Dimensions
                    )
                )
                .Select((group, i) => Line(i + 1, group.Key.Line, [.. group], amendment)),
        ];
        var contract = state.Contract!;
        var invoice = first with
        {
            Reference = InvoiceReferences.Of(state.Id, state.Invoices.Count + 1),
            Type = InvoiceType.Invoice,
            InvoiceDate = date,
            DueDate = date.PlusDays(contract.TermsAt(last).PaymentDays),
            Through = last,
            Lines = lines,
            Taxes = InvoiceTaxes.Of(
                lines,
                first.Currency,
                course.Reference.TaxArithmeticOf(first.LegalEntity)
            ),
            ReferenceVersion = course.Reference.Version,
            ContractVersion = contract.SignedAmendments,
            From = null,
            PrepaidApplied = null,
            IsRepricing = true,
        };
        return invoice.Gross.Amount < 0m ? invoice with { Type = InvoiceType.CreditNote } : invoice;
    }

    private static InvoiceLine Line(
        int number,
        ContractLineId line,
        IReadOnlyList<Difference> changed,
        Amendment amendment
    )
    {
        var (like, kind) = (changed[0].Like, changed[0].Kind);
        var amount = Money.Sum(
            changed[0].Share.Amount.Currency,
            changed.Select(x => x.Share.Amount)
        );
        var period = new DateInterval(changed.Min(x => x.Day), changed.Max(x => x.Day));
        return like with
        {
            Number = number,
            Line = line,
            Kind = kind,
            Description =
                $"{char.ToUpperInvariant(amendment.Title[0])}{amendment.Title[1..]}: {kind}",
            Quantity = amount.Amount < 0m ? -1m : 1m,
            Price = Math.Abs(amount.Amount),
            Amount = amount,
            ServicePeriod = period,
            Shares = [.. changed.Select(x => x.Share.Within(period, x.Day))],
            Retainer = null,
            Allowance = WorkShare.AllowanceOf(changed.Select(x => x.Share)),
        };
    }
}
