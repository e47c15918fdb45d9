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

    private DifferenceDocuments(EngagementState before) => _before = before;

    /// <summary>A share of a document to be made, and the line that it changes.</summary>
    /// <param name="NewCharge">Recorded with the document; none where something is revalued.</param>
    private sealed record Difference(
        Invoice Original,
        InvoiceLine Like,
        ContractLineId Line,
        InvoiceLineKind Kind,
        LocalDate Day,
        WorkShare? Share,
        Money? NewCharge = null
    )
    {
        public Money Amount => Share?.Amount ?? NewCharge!.Value;
    }

    public static DifferenceDocuments Of(
        EngagementState before,
        AmendmentReach reach,
        BilledChanges changes,
        IReadOnlyList<Rebilling.Window> windows
    )
    {
        var documents = new DifferenceDocuments(before);
        foreach (var change in changes.Changes)
        {
            documents.Add(change);
        }

        foreach (var window in windows)
        {
            documents.AddCharges(window);
        }

        return documents;
    }

    /// <summary>Net of all of them.</summary>
    public Money? Net =>
        _differences.Count == 0
            ? null
            : Money.Sum(_differences[0].Amount.Currency, _differences.Select(x => x.Amount));

    /// <summary>Drafts and approves them; work on earlier documents is revalued where it stands.</summary>
    public void Place(
        AmendedCourse course,
        BilledChanges changes,
        Amendment amendment,
        LocalDate date
    )
    {
        var revalued = _differences
            .Where(x => x.Share is { } share && _before.Work[share.Work].Work is Charge)
            .Select(x => Revalued(x.Share!, course.Reference.Version))
            .ToList();
        foreach (
            var group in _differences
                .GroupBy(x => (x.Original.BillTo, x.Original.LegalEntity, x.Original.PurchaseOrder))
                .OrderBy(group => group.Key.ToString(), StringComparer.Ordinal)
        )
        {
            Place(course, [.. group], amendment, date);
        }

        course.Record(
            changes
                .Slices.Concat(revalued)
                .Chunk(SlicedWork.ItemsPerEventMax)
                .Select(some => new EngagementEvent.WorkSliced(some))
        );
    }

    private void Add(SliceChange change)
    {
        var original = _before.Find(change.Document!.Value)!.Invoice;
        var like = original.Lines.First(line =>
            line.Shares.Any(x => x.Work == change.Work && x.Slice == change.Slice)
        );
        var (old, now) = (change.OldAmount!.Value, change.NewAmount!.Value);
        var effort = change.NewEffort - change.OldEffort;
        var isMoved = change.NewLine is not null && change.NewLine != change.OldLine && !now.IsZero;
        _differences.Add(
            new Difference(
                original,
                like,
                like.Line,
                like.Kind,
                change.ServiceDate,
                Share(change, effort, isMoved ? -old : now - old)
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
                    Share(change, Effort.Zero, now)
                )
            );
        }
    }

    private static WorkShare Share(SliceChange change, Effort effort, Money amount) =>
        new(change.Work, change.Slice, effort, amount, change.NewRate);

    /// <summary>Fees, overage, discounts and true-ups, by contract line and kind.</summary>
    private void AddCharges(Rebilling.Window window)
    {
        if (window.Billed.Any(x => x.Currency != window.Credited[0].Currency))
        {
            return;
        }

        var old = ChargesOn(window.Credited);
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
            var difference =
                after.Aggregate(zero, (sum, x) => sum + x.Share.Amount)
                - before.Aggregate(zero, (sum, x) => sum + Present(x.Share));
            if (difference.IsZero)
            {
                continue;
            }

            var (original, line, share) = before.Count > 0 ? before[0] : after[0];
            _differences.Add(
                before.Count > 0
                    ? new Difference(
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
                    : new Difference(
                        window.Credited[0],
                        line,
                        key.Line,
                        key.Kind,
                        original.Through,
                        Share: null,
                        NewCharge: difference
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

    private Money Present(WorkShare share) => CreditMemo.AtPresent(_before, share).Amount;

    private SlicedWork Revalued(WorkShare share, long referenceVersion) =>
        new(
            share.Work,
            [
                .. _before
                    .Work[share.Work]
                    .Slices.Select(slice =>
                        slice.Number == share.Slice
                            ? slice with
                            {
                                Amount = slice.Amount + share.Amount,
                            }
                            : slice
                    ),
            ],
            referenceVersion
        );

    private static void Place(
        AmendedCourse course,
        List<Difference> differences,
        Amendment amendment,
        LocalDate date
    )
    {
        var state = course.State;
        var reference = InvoiceReferences.Of(state.Id, state.Invoices.Count + 1);
        var version = course.Reference.Version;
        for (var i = 0; i < differences.Count; i++)
        {
            if (differences[i].NewCharge is not { } amount)
            {
                continue;
            }

            var (line, kind, day) = (differences[i].Line, differences[i].Kind, differences[i].Day);
            var id = WorkId.Parse(FormattableString.Invariant($"charge/{reference}/{i + 1}"));
            var project = ProjectCode.Parse(state.Id.Value);
            course.Record(
                new EngagementEvent.WorkRecorded(
                    new Charge(id, 1, project, line, kind, amount, day),
                    new Assessment(Stage.Ready, [], line, null, amount, version)
                )
            );
            var slice = course.State.Work[id].Slices[0] with
            {
                Stage = Stage.Invoiced,
                Invoice = reference,
            };
            course.Record(new EngagementEvent.WorkSliced([new SlicedWork(id, [slice], version)]));
            differences[i] = differences[i] with
            {
                Share = new WorkShare(id, 1, Effort.Zero, amount),
            };
        }

        course.Place(Document(course, differences, amendment, date, reference));
    }

    private static Invoice Document(
        AmendedCourse course,
        IReadOnlyList<Difference> differences,
        Amendment amendment,
        LocalDate date,
        InvoiceReference reference
    )
    {
        var first = differences[0].Original;
        var last = differences.Max(x => x.Day);
        InvoiceLine[] lines =
        [
            .. differences
                .GroupBy(x => (x.Line, x.Kind, x.Like.TaxCode, x.Like.TaxCategory, x.Like.TaxRate))
                .Select((group, i) => Line(i + 1, group.Key.Line, [.. group], amendment)),
        ];
        var contract = course.State.Contract!;
        var invoice = first with
        {
            Reference = reference,
            Type = InvoiceType.Invoice,
            InvoiceDate = date,
            DueDate = date.PlusDays(contract.TermsAt(last).PaymentDays),
            Through = last,
            Lines = lines,
            Taxes = InvoiceTaxes.Of(
                lines,
                first.Currency,
                arithmetic: course
                    .Reference.LegalEntities.GetValueOrDefault(first.LegalEntity)
                    ?.Arithmetic
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
        var amount = Money.Sum(changed[0].Amount.Currency, changed.Select(x => x.Amount));
        return like with
        {
            Number = number,
            Line = line,
            Kind = kind,
            Description = FormattableString.Invariant(
                $"Amendment {amendment.Sequence} from {amendment.EffectiveFrom:uuuu-MM-dd}: {kind}"
            ),
            Quantity = amount.Amount < 0m ? -1m : 1m,
            Price = Math.Abs(amount.Amount),
            Amount = amount,
            ServicePeriod = new DateInterval(changed.Min(x => x.Day), changed.Max(x => x.Day)),
            Shares = [.. changed.Select(x => x.Share!)],
            Retainer = null,
        };
    }
}
