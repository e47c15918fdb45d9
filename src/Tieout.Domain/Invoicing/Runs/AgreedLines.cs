using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Instalments, milestones, deliveries and progress: what is agreed as an amount.</summary>
/// <remarks>Source: domain rules §8.3 to §8.5.</remarks>
internal static class AgreedLines
{
    /// <summary>In the order of the schedule.</summary>
    public static void Bill(RunPage page, ContractLine.FixedFee line)
    {
        var places = line
            .Schedule.Select((row, i) => (Id: FallenFees.IdOf(page.State.Id, line.Id, row.Id), i))
            .ToDictionary(x => x.Id, x => x.i);
        var fees = page.Offered(line)
            .OrderBy(x => places.GetValueOrDefault(x.Work.Id, int.MaxValue));
        foreach (var ready in fees)
        {
            var due = ((ScheduledFee)ready.Work).Due;
            Add(page, line, ready, InvoiceLineKind.Schedule, $"Instalment due {due:uuuu-MM-dd}");
        }
    }

    /// <summary>Accepted ones; those that are due and not accepted are noted.</summary>
    public static void Bill(RunPage page, ContractLine.Milestones line)
    {
        var through = page.Run.Through;
        foreach (var ready in InAgreedOrder(page, line))
        {
            var milestone = (Milestone)ready.Work;
            if (milestone.Accepted <= through)
            {
                Add(page, line, ready, InvoiceLineKind.Milestone, milestone.Name);
            }
            else if (milestone.Due <= through)
            {
                page.Blocked.Add(
                    new LeftWork(line.Id, milestone.Id, [ReasonCode.MilestoneNotAccepted])
                );
            }
        }
    }

    public static void Bill(RunPage page, ContractLine.Units line)
    {
        foreach (var ready in InAgreedOrder(page, line))
        {
            var drafted = Agreed(page, line, ready, InvoiceLineKind.Unit, $"Delivery: {line.Id}");
            page.Lines.Add(
                drafted with
                {
                    Quantity = ((UnitDelivery)ready.Work).Quantity,
                    Price = line.UnitPrice.Amount,
                }
            );
        }
    }

    /// <summary>What is earned less what was billed; below zero when it went down.</summary>
    public static void Bill(RunPage page, ContractLine.Progress line)
    {
        var earned = new Money(line.Parts.Sum(part => part.Earned), page.Currency).Round();
        var amount =
            earned
            - (line.BilledBefore ?? Money.Zero(page.Currency))
            - page.Before.UsedOf(line.Id, InvoiceLineKind.Progress);
        if (!amount.IsZero)
        {
            page.Lines.Add(Charges.Line(page, line, InvoiceLineKind.Progress, "Progress", amount));
        }
    }

    /// <summary>First and last service date.</summary>
    public static DateInterval PeriodOf(IReadOnlyList<ReadySlice> slices) =>
        new(slices.Min(x => x.Work.ServiceDate), slices.Max(x => x.Work.ServiceDate));

    /// <summary>A line for the whole of a piece of work.</summary>
    public static DraftLine Agreed(
        RunPage page,
        ContractLine line,
        ReadySlice ready,
        InvoiceLineKind kind,
        string description
    )
    {
        var amount = ready.Slice.Amount!.Value;
        return Agreed(page, line, ready, kind, description, page.Take(ready, amount));
    }

    /// <summary>A line for a part of a piece of work.</summary>
    public static DraftLine Agreed(
        RunPage page,
        ContractLine line,
        ReadySlice ready,
        InvoiceLineKind kind,
        string description,
        WorkShare share
    ) =>
        new(
            line.Id,
            kind,
            description,
            Quantity: 1m,
            Price: share.Amount.Amount,
            share.Amount,
            page.TaxCodeOf(ready.Terms, line),
            PeriodOf([ready]),
            [share],
            Dimensions: page.DimensionsOf(ready)
        );

    private static IEnumerable<ReadySlice> InAgreedOrder(RunPage page, ContractLine line)
    {
        var offered = page.Offered(line);
        if (page.Run.Agreed is not { } order)
        {
            return offered;
        }

        var places = order.Index().ToDictionary(x => x.Item, x => x.Index);
        return offered.OrderBy(x => places.GetValueOrDefault(x.Work.Id, int.MaxValue));
    }

    private static void Add(
        RunPage page,
        ContractLine line,
        ReadySlice ready,
        InvoiceLineKind kind,
        string description
    ) => page.Lines.Add(Agreed(page, line, ready, kind, description));
}
