using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>How the events of documents change an engagement.</summary>
internal static class InvoiceFold
{
    /// <summary>An invoice takes its slices; a credit memo takes nothing before it is approved.</summary>
    public static Transition Drafted(EngagementState state, Invoice invoice)
    {
        var next = With(state, InvoiceState.Drafted(invoice));
        return invoice.IsCredit || invoice.IsRepricing
            ? new Transition(next, [])
            : Restage(
                next,
                invoice,
                (slice, share) =>
                {
                    Invariant.Require(slice.Stage == Stage.Ready, $"{share.Work} is ready");
                    Invariant.Require(slice.Effort == share.Effort, $"{share.Work} is taken whole");
                    return slice with
                    {
                        Stage = Stage.Drafted,
                        Amount = share.Amount,
                        Invoice = invoice.Reference,
                    };
                }
            );
    }

    public static Transition Cancelled(EngagementState state, InvoiceReference reference)
    {
        var document = state.Find(reference)!;
        var next = With(state, document with { Status = InvoiceStatus.Cancelled });
        return document.Invoice.IsCredit || document.Invoice.IsRepricing
            ? new Transition(next, [])
            : Restage(next, document.Invoice, (slice, _) => Freed(slice));
    }

    /// <summary>An invoice now holds its slices for good; a credit memo frees those it credits.</summary>
    public static Transition Approved(EngagementState state, InvoiceReference reference)
    {
        var document = state.Find(reference)!;
        Invariant.Require(document.Status == InvoiceStatus.Draft, $"{reference} is a draft");
        var next = With(state, document with { Status = InvoiceStatus.Approved });
        if (document.Invoice.IsRepricing)
        {
            return new Transition(next, []);
        }

        if (document.Invoice.IsCredit)
        {
            next = Credit(next, document.Invoice);
            return Restage(
                next,
                document.Invoice,
                (slice, share) =>
                {
                    Invariant.Require(
                        slice.Invoice == document.Invoice.RefersTo,
                        $"{share.Work} still stands on what {reference} credits"
                    );
                    return document.Invoice.IsAllowance
                            ? slice.Revalued(share.Amount, -share.Amount)
                        : IsPart(next, slice, share) ? slice.Revalued(share.Amount, share.Allowance)
                        : Freed(slice);
                }
            );
        }

        return Restage(next, document.Invoice, (slice, _) => slice with { Stage = Stage.Invoiced });
    }

    public static EngagementState Routed(EngagementState state, EngagementEvent.InvoiceRouted e) =>
        With(state, state.Find(e.Reference)! with { RoutedTo = e.Target, Block = null });

    public static EngagementState Posted(EngagementState state, EngagementEvent.InvoicePosted e)
    {
        var document = state.Find(e.Reference)!;
        var posted = document with
        {
            Status = InvoiceStatus.Posted,
            Posted = e.Document,
            Block = null,
        };
        return With(state, Settled(posted));
    }

    public static EngagementState Blocked(
        EngagementState state,
        EngagementEvent.InvoiceBlocked e
    ) =>
        With(
            state,
            state.Find(e.Reference)! with
            {
                Block = new DeliveryBlock(e.Reason, e.Message),
            }
        );

    public static EngagementState Paid(EngagementState state, Payment payment)
    {
        var document = state.Find(payment.Invoice)!;
        var payments = document.Payment(payment.Id) is { } known
            ? document.Payments.Replace(known, payment)
            : document.Payments.Add(payment);
        return With(state, Settled(document with { Payments = payments }));
    }

    /// <summary>What a customer owes changes in kind, not by a document.</summary>
    public static EngagementState Owed(EngagementState state, EngagementEvent happened) =>
        happened switch
        {
            EngagementEvent.InvoiceDisputed e => Contested(state, e.Reference, e.Amount),
            EngagementEvent.DisputeResolved e => Contested(state, e.Reference, -e.Amount),
            EngagementEvent.RetentionReleased e => Released(state, state.Find(e.Reference)!, e),
            _ => throw new UnreachableException(happened.GetType().Name),
        };

    public static Transition Voided(EngagementState state, EngagementEvent.InvoiceVoided e)
    {
        var document = state.Find(e.Reference)!;
        var next = With(
            state,
            document with
            {
                Status = InvoiceStatus.Voided,
                Block = null,
                VoidedOn = e.Date,
                Contested = null,
            }
        );
        if (document.Invoice.IsCredit)
        {
            // What it freed may be billed anew already.
            return new Transition(Credit(next, document.Invoice, -1m), []);
        }

        return Restage(
            next,
            document.Invoice,
            (slice, _) => slice.Invoice == e.Reference ? Freed(slice) : slice
        );
    }

    /// <summary>A charge is credited in the proportion of its work; the rest of it stays.</summary>
    private static bool IsPart(EngagementState state, Slice slice, WorkShare share) =>
        state.Work[share.Work].Work is Charge
        && (slice.Amount, slice.Allowance) != (-share.Amount, -share.Allowance);

    private static EngagementState Contested(
        EngagementState state,
        InvoiceReference reference,
        Money amount
    )
    {
        var document = state.Find(reference)!;
        var contested = document.Disputed + amount;
        return With(state, document with { Contested = contested.IsZero ? null : contested });
    }

    /// <summary>It is payable from then on; the document stays as it was issued.</summary>
    private static EngagementState Released(
        EngagementState state,
        InvoiceState document,
        EngagementEvent.RetentionReleased e
    )
    {
        var released = document.Released is { } before ? before + e.Amount : e.Amount;
        return With(state, Settled(document with { Released = released }));
    }

    /// <summary>At its price as agreed, whatever was credited of it on that document.</summary>
    private static Slice Freed(Slice slice) =>
        slice with
        {
            Stage = Stage.Ready,
            Invoice = null,
            Amount = slice.BeforeAllowance,
            Allowance = null,
        };

    private static EngagementState With(EngagementState state, InvoiceState document) =>
        state with
        {
            Invoices = state.Invoices.SetItem(document.Invoice.Reference.Value, document),
        };

    /// <summary>What is paid or credited is contested no more, also when more is open later.</summary>
    private static InvoiceState Settled(InvoiceState document)
    {
        if (document.Status is not (InvoiceStatus.Posted or InvoiceStatus.Paid))
        {
            return document;
        }

        var disputed = Money.Min(document.Disputed, document.Open);
        return document with
        {
            Status = document.IsSettled ? InvoiceStatus.Paid : InvoiceStatus.Posted,
            Contested = disputed.Amount > 0m ? disputed : null,
        };
    }

    /// <summary>A credit memo lowers what is open on its invoice; a fallen one no longer does.</summary>
    private static EngagementState Credit(EngagementState state, Invoice credit, decimal sign = 1m)
    {
        var original = state.Find(credit.RefersTo!.Value)!;
        var credited = original.Credited - (credit.Payable * sign);
        return With(state, Settled(original with { Credited = credited }));
    }

    private static Transition Restage(
        EngagementState state,
        Invoice invoice,
        Func<Slice, WorkShare, Slice> change
    )
    {
        var items = new Dictionary<WorkId, WorkItem>(invoice.Lines.Sum(line => line.Shares.Count));
        foreach (var share in invoice.Lines.SelectMany(line => line.Shares))
        {
            var item =
                items.GetValueOrDefault(share.Work) ?? state.Work.GetValueOrDefault(share.Work);
            if (item is null)
            {
                // Credited here, billed again and paid elsewhere: it does not stand here any more.
                continue;
            }

            var slices = new Slice[item.Slices.Count];
            for (var i = 0; i < slices.Length; i++)
            {
                var slice = item.Slices[i];
                slices[i] = slice.Number == share.Slice ? change(slice, share) : slice;
            }

            items[share.Work] = TakenBack(item with { Slices = slices });
        }

        return EngagementFold.Put(state, [.. items.Values]);
    }

    /// <summary>A charge exists with its document only: free, it is gone.</summary>
    private static WorkItem TakenBack(WorkItem item) =>
        item.Work is Charge charge && item.Slices.Any(slice => slice.Stage == Stage.Ready)
            ? item with
            {
                Work = charge with { IsDeleted = true },
                Slices = [],
            }
            : item;
}
