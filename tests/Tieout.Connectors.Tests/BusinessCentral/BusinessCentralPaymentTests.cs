using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>Payments, of which the vendor tells only what is left to pay.</summary>
public sealed class BusinessCentralPaymentTests : BusinessCentralFeedTest
{
    [Fact]
    public async Task What_was_paid_is_one_payment_whose_newest_version_counts()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        await PassAsync();
        await Desk.PayAsync(invoice, 50m);
        var first = await ReadAsync(Cursor.Start);
        await PassAsync();
        await Desk.PayAsync(invoice, 70m);
        var second = await ReadAsync(first[^1].Next);
        await PassAsync();
        await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{invoice["number"]}/reverse-payment",
            new JsonObject { ["amount"] = 120 }
        );
        var third = await ReadAsync(second[^1].Next);

        Payment[] payments =
        [
            .. new[] { first, second, third }.Select(x =>
                Assert.IsType<Payment>(Assert.Single(RecordsOf(x)))
            ),
        ];
        Assert.Equal([50m, 120m, 0m], payments.Select(x => x.Amount.Amount));
        Assert.Equal(CurrencyCode.Parse("GBP"), payments[0].Amount.Currency);
        Assert.All(payments, x => Assert.Equal("T-1", x.Invoice.Value));
        Assert.Single(payments.Select(x => x.Identity).Distinct(StringComparer.Ordinal));
        Assert.True(payments[0].Version < payments[1].Version);
        Assert.True(payments[1].Version < payments[2].Version);
        Assert.Empty(await ReadAsync(third[^1].Next));
    }

    [Fact]
    public async Task A_part_payment_does_not_stamp_the_invoice_and_is_read_all_the_same()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        var untouched = await Desk.PostedAsync("T-2", 100m);
        var read = await ReadAsync(Cursor.Start);
        Assert.Equal([0m, 0m], PaidIn(read));

        // Long after what is looked at again by the stamp.
        await PassDaysAsync();
        await Desk.PayAsync(invoice, 50m);
        var paid = await Desk.GetAsync($"/salesInvoices({invoice["id"]})");
        Assert.Equal(
            (string)invoice["lastModifiedDateTime"]!,
            (string)paid["lastModifiedDateTime"]!
        );
        var first = await ReadAsync(read[^1].Next);
        await PassDaysAsync();
        await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{invoice["number"]}/reverse-payment",
            new JsonObject { ["amount"] = 50 }
        );
        var second = await ReadAsync(first[^1].Next);

        Payment[] told = [.. RecordsOf([.. first, .. second]).Cast<Payment>()];
        Assert.Equal([50m, 0m], told.Select(x => x.Amount.Amount));
        Assert.All(told, x => Assert.Equal("T-1", x.Invoice.Value));
        Assert.Equal([new(2026, 4, 3), new(2026, 4, 6)], told.Select(x => x.ValueDate));
        var before = Assert.IsType<Payment>(
            RecordsOf(read).Single(x => ((Payment)x).Invoice.Value is "T-1")
        );
        Assert.True(before.Version < told[0].Version);
        Assert.True(told[0].Version < told[1].Version);
        Assert.Empty(await ReadAsync(second[^1].Next));

        await Desk.PayAsync(untouched, 120m);
        Assert.Equal(["T-2"], ReferencesOf(await ReadAsync(second[^1].Next)));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task A_payment_is_newer_than_the_last_whatever_the_clock_of_the_hub(int minutes)
    {
        var clock = new FakeTimeProvider(Desk.Clock.GetUtcNow().AddMinutes(minutes));
        Restart(clock);
        var invoice = await Desk.PostedAsync("T-1", 100m);
        var versions = new List<long>();
        var cursor = Cursor.Start;
        foreach (var amount in new[] { 0m, 10m, 10m, 100m })
        {
            await PassAsync();
            await Desk.PayAsync(invoice, amount);
            var read = await ReadAsync(cursor);
            versions.Add(Assert.IsType<Payment>(Assert.Single(RecordsOf(read))).Version);
            cursor = read[^1].Next;
        }

        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public async Task More_partly_paid_invoices_than_a_cursor_has_place_for_are_told_each_time()
    {
        var invoice = await Desk.PostedAsync("T-1", 100m);
        var read = await ReadAsync(Cursor.Start);
        var cursors = JsonNode.Parse(read[^1].Next.Value)!;
        var company = cursors[BusinessCentralDesk.Company]!.AsObject();
        var now = Desk.Clock.GetUtcNow();
        for (var i = 0; i < 300; i++)
        {
            company["told"]![$"{i:x32}"] = new JsonObject
            {
                ["settled"] = 9_999_999.99m,
                ["version"] = now.ToUnixTimeMilliseconds(),
            };
        }

        for (var i = 0; i < 600; i++)
        {
            company["seen"]![$"{i:x32}"] = now.AddMilliseconds(123);
        }

        await PassAsync();
        await Desk.PayAsync(invoice, 50m);
        var full = await ReadAsync(new Cursor(cursors.ToJsonString()));
        Assert.Equal([50m], PaidIn(full));
        Assert.Null(JsonNode.Parse(full[^1].Next.Value)![BusinessCentralDesk.Company]!["told"]);

        var again = await ReadAsync(full[^1].Next);
        Assert.Equal([50m], PaidIn(again));
        Assert.Empty(PaidIn(await ReadAsync(again[^1].Next)));

        // One that bounced meanwhile is told to be so.
        await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{invoice["number"]}/reverse-payment",
            new JsonObject { ["amount"] = 50 }
        );
        await PassAsync();
        var bounced = await ReadAsync(full[^1].Next);
        Assert.Equal([0m], PaidIn(bounced));
        Assert.True(VersionIn(full) < VersionIn(bounced));

        static long VersionIn(IReadOnlyList<Page> pages) =>
            ((Payment)Assert.Single(RecordsOf(pages))).Version;
    }
}
