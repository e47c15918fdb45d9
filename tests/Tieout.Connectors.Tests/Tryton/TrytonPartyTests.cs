using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Connectors.Tests.Tryton;

public sealed class TrytonPartyTests(TrytonClone clone) : TrytonTest(clone)
{
    [Fact]
    public async Task A_customer_is_written_once_and_brought_up_to_date()
    {
        var customer = Documents.Acme with { Code = new("C-1"), TaxId = "BE0897290877" };
        await DeliverAsync(new Delivery.Party(customer));
        await DeliverAsync(new Delivery.Party(customer));
        var moved = customer with
        {
            Name = "Acme Ltd",
            Street = "2 Side St",
            TaxId = "BE0428759497",
        };

        var record = await DeliverAsync(new Delivery.Party(moved));

        Assert.Equal("C-1", record.NaturalKey);
        Assert.Single(await Sink.FindAsync(new Delivery.Party(customer), Cancel));
        Assert.Equal("Acme Ltd", (await NamesAsync("party.party", "id", record))[0].Name);
        Assert.Equal("2 Side St", (await NamesAsync("party.address", "party", record))[0].Street);
        var identifier = Assert.Single(await NamesAsync("party.identifier", "party", record));
        Assert.Equal(("eu_vat", "BE0428759497"), (identifier.Type, identifier.Code));
    }

    [Fact]
    public async Task A_tax_id_with_wrong_check_digits_is_kept_and_not_called_valid()
    {
        var customer = Documents.Acme with { Code = new("C-2"), TaxId = "BE0897290878" };

        var record = await DeliverAsync(new Delivery.Party(customer));
        await DeliverAsync(new Delivery.Party(customer));

        var identifier = Assert.Single(await NamesAsync("party.identifier", "party", record));
        Assert.Equal((null, "BE0897290878"), (identifier.Type, identifier.Code));
    }

    private async Task<PartyPart[]> NamesAsync(string model, string field, TargetRecord record) =>
        await Bench.Rpc.SearchReadAsync<PartyPart>(
            new(
                model,
                [new object[] { field, "=", Id(record) }],
                model switch
                {
                    "party.party" => ["name"],
                    "party.address" => ["street"],
                    _ => ["type", "code"],
                }
            ),
            Cancel
        );

    private sealed record PartyPart(
        int Id,
        string? Name,
        string? Street,
        string? Type,
        string? Code
    );
}
