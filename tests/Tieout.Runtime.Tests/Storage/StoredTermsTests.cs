using System.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>What was agreed comes back from the log as it went in.</summary>
public sealed class StoredTermsTests
{
    [Fact]
    public void Every_kind_of_term_survives_the_log()
    {
        var money = new Money(12.34m, Firm.Gbp);
        var terms = Firm.Terms() with
        {
            Cap = new SpendingCap(
                Hours: Effort.OfHours(7.5m),
                ConsumedHours: Effort.OfHours(1m),
                Period: CapPeriod.Month,
                ConsumedThrough: new LocalDate(2026, 2, 28),
                CountsExpenses: true
            ),
            Lines =
            [
                new ContractLine.TimeAndMaterials(
                    Id("T"),
                    LineScope.Everything,
                    Cap: new SpendingCap(money, money, CapEdge.Block, 80m),
                    DiscountPercent: 1m
                ),
                Retainer("R1", new OveragePrice.Hourly(1.5m)),
                Retainer("R2", new OveragePrice.ByRateCard()),
                Retainer(
                    "R3",
                    new OveragePrice.Scaled(
                        new UsagePrice.Graduated([new PriceTier(5m, 2m), new PriceTier(null, 1m)])
                    )
                ),
                Retainer("R4", new OveragePrice.Scaled(new UsagePrice.Package(10m, 3m))),
                new ContractLine.Units(Id("U"), LineScope.Everything, money),
                new ContractLine.Progress(
                    Id("P"),
                    LineScope.Everything,
                    [new ProgressPart(money, 10m), new ProgressPart(money, null, 1m, 3m)],
                    money
                ),
                new ContractLine.Reimbursables(Id("X"), LineScope.Everything, ["travel"], 8m, 75m),
            ],
            RetentionPercent = 5m,
            Prepaid = money,
            Order = new PurchaseOrderTerms(IsRequired: true, money, money),
            Commitment = new MinimumCommitment(
                money,
                CommitmentSpan.Term,
                Counts: [InvoiceLineKind.Unit]
            ),
        };
        var contract = new Contract(Firm.Engagement, 1, terms);

        var read = Read(new EngagementEvent.ContractRecorded(contract));

        Assert.Equal(contract, ((EngagementEvent.ContractRecorded)read).Contract);
    }

    [Fact]
    public void A_cap_that_was_stored_before_months_and_hours_is_one_for_ever()
    {
        var cap = new SpendingCap(new Money(12.34m, Firm.Gbp), OnExceed: CapEdge.Block);
        var line = new ContractLine.TimeAndMaterials(Id("T"), LineScope.Everything, Cap: cap);
        var contract = new Contract(Firm.Engagement, 1, Firm.Terms() with { Lines = [line] });
        var written = EventCodec.Encode(new EngagementEvent.ContractRecorded(contract));
        var text = Encoding.UTF8.GetString(written.Data.Span);
        var old = text.Replace("\"period\":\"ever\",", "", StringComparison.Ordinal)
            .Replace(",\"countsExpenses\":false", "", StringComparison.Ordinal);
        Assert.NotEqual(text, old);

        var read = Read(written with { Data = Encoding.UTF8.GetBytes(old) });

        Assert.Equal(contract, ((EngagementEvent.ContractRecorded)read).Contract);
    }

    private static ContractLineId Id(string id) => ContractLineId.Parse(id);

    private static ContractLine.Retainer Retainer(string id, OveragePrice overage) =>
        new(
            Id(id),
            LineScope.Everything,
            new Money(10m, Firm.Gbp),
            Included: Effort.OfHours(10m),
            Rollover: new Rollover(IsEnabled: true, Effort.OfHours(3m), 1),
            Overage: overage
        );

    private static EngagementEvent Read(EngagementEvent happened) =>
        Read(EventCodec.Encode(happened));

    private static EngagementEvent Read(NewEvent written) =>
        EventCodec.DecodeEngagement(
            new StoredEvent(
                1,
                Streams.Engagement(Firm.Engagement),
                1,
                written.Type,
                written.Schema,
                Instant.MinValue,
                written.BusinessKey,
                written.Cause,
                written.Data
            )
        );
}
