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

    private static EngagementEvent Read(EngagementEvent happened)
    {
        var written = EventCodec.Encode(happened);
        return EventCodec.DecodeEngagement(
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
}
