using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Tests;

/// <summary>What is taken off a document, and what is not to be paid with it.</summary>
public abstract partial class SinkConformance
{
    [Fact]
    public async Task A_discount_line_lowers_the_total()
    {
        await WriteAsync(_samples.Party());

        // 1,000.00 - 150.10 = 849.90; 20 % = 169.98.
        var posted = await WriteAsync(_samples.Invoice("A", 1000m, -150.10m));

        Assert.Equal(new Money(849.90m, _target.Currency), posted.Net);
        Assert.Equal(new Money(169.98m, _target.Currency), posted.Tax);
    }

    [Fact]
    public async Task A_documents_discount_is_taken_off_its_lines_by_what_they_are_analysed_by()
    {
        await WriteAsync(_samples.Party());
        var invoice = _samples.Discounted(_samples.Invoice("A", 100m, 200m), discount: 10m);

        // 10.00 over 1 : 2 is 3.33 and 6.67.
        Assert.Equal(
            [("practice=P1", -3.33m), ("practice=P2", -6.67m)],
            invoice.Lines.Skip(2).Select(x => (x.Dimensions![0].Value, x.Amount.Amount))
        );
        var posted = await WriteAsync(invoice);

        Assert.Equal(new Money(290m, _target.Currency), posted.Net);
        Assert.Equal(new Money(58m, _target.Currency), posted.Tax);
    }

    [Fact]
    public async Task A_retention_and_an_advance_are_deducted_and_given_back_by_the_credit()
    {
        Assert.SkipUnless(Sink.Capabilities.TakesDeductions, "The target takes no deductions.");
        await WriteAsync(_samples.Party());
        var invoice = _samples.Deducting(
            _samples.Invoice("A", 1000m),
            retention: 50m,
            prepaid: 300.10m
        );

        // 1,000.00 + 200.00 - 50.00 - 300.10 = 849.90.
        var posted = await WriteAsync(invoice);

        Assert.Equal(new Money(350.10m, _target.Currency), posted.Deducted);
        Assert.Equal(new Money(849.90m, _target.Currency), posted.Open);
        Assert.Equal(posted, Assert.Single(await FindAsync("A")));

        var memo = _samples.Credit("B", invoice, posted, -1000m);
        var credit = await WriteAsync(_samples.Deducting(memo, -50m, -300.10m));

        Assert.Equal(new Money(-350.10m, _target.Currency), credit.Deducted);
        var open = (await FindAsync("A")).Concat(await FindAsync("B")).Select(x => x.Open!.Value);
        Assert.Equal(Money.Zero(_target.Currency), Money.Sum(_target.Currency, open));
    }
}
