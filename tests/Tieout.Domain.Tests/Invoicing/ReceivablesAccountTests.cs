using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Invoicing.Retention;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class ReceivablesAccountTests
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");

    private static readonly ReceivablesAccount Account = new(
        [Invoice("I2", new(2025, 2, 28), 200m), Invoice("I1", new(2025, 1, 31), 300m)],
        Money.Zero(Eur)
    );

    [Fact]
    public void Cash_without_a_reference_settles_the_oldest_due_first()
    {
        // 350: 300 on I1 of January, 50 on I2 of February
        var after = Account.SettleOldest(Of(350m));

        Assert.Equal([Of(150m), Of(0m)], after.Invoices.Select(invoice => invoice.Open));
        Assert.Equal(
            [ReceivableStatus.PartiallyPaid, ReceivableStatus.Paid],
            after.Invoices.Select(invoice => invoice.Status)
        );
    }

    [Fact]
    public void Received_money_is_either_settled_or_unapplied_and_no_dispute_exceeds_what_is_open()
    {
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40_000])
            .Array[1, 12]
            .Sample(events =>
            {
                var received = 0m;
                var account = Account;
                foreach (var (kind, cents) in events)
                {
                    var amount = Of(cents / 100m);
                    received += kind < 2 ? amount.Amount : 0m;
                    account = kind switch
                    {
                        0 => account.SettleOldest(amount),
                        1 => account.Settle(amount, InvoiceReference.Parse("I2")),
                        2 => account.Dispute(amount, InvoiceReference.Parse("I2")),
                        _ => account.ResolveDispute(amount, InvoiceReference.Parse("I2")),
                    };
                }

                Assert.Equal(500m - received, account.OpenTotal.Amount - account.Unapplied.Amount);
                Assert.All(
                    account.Invoices,
                    invoice =>
                    {
                        Assert.True(invoice.Open.Amount >= 0m);
                        Assert.True(invoice.Collectible.Amount >= 0m);
                    }
                );
            });
    }

    [Fact]
    public void Retained_money_is_paid_in_the_end_when_the_last_term_releases_all()
    {
        // 60 x 10 = 600, 20 % retained = 120; then 40 x 10 = 400 and the 120 are released
        var schedule = new RetentionSchedule(
            100m,
            Of(10m),
            [new RetentionTerm(0m, 20m, 0m), new RetentionTerm(100m, 0m, 100m)]
        );

        var steps = schedule.Deliver([60m, 40m]);

        Assert.Equal([Of(480m), Of(520m)], steps.Select(step => step.Payable));
        Assert.Equal(Money.Zero(Eur), steps[^1].Balance);
    }

    private static Receivable Invoice(string id, LocalDate due, decimal gross) =>
        new(InvoiceReference.Parse(id), due, Of(gross));

    private static Money Of(decimal amount) => new(amount, Eur);
}
