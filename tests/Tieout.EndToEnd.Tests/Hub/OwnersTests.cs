using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Two systems tell of the same records and disagree.</summary>
public sealed class OwnersTests : IDisposable
{
    private const string Names = "SELECT name FROM customer";

    private readonly OwnersBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Another_systems_version_is_refused_and_shown_with_reason_owner_and_clock()
    {
        await _bench.TellAsync("crm", Acme(1, "Acme"));

        await _bench.TellAsync("erp", Acme(1_700_000_000_000_000, "Acme GmbH"));

        Assert.Equal(["Acme"], await _bench.AskAsync(Names));
        var row = Assert.Single(await _bench.ExceptionsAsync());
        Assert.Equal(("STALE_MASTER", ReasonOwner.Integration), (row.Reason, row.Owner));
        Assert.Equal(Duration.FromHours(1), row.DueWithin);
        Assert.Equal(("customers-002.csv:2", "erp/customers"), (row.What, row.Where));
        Assert.Equal("erp says otherwise than crm, which owns customer/C-1, in: name.", row.Detail);
        Assert.True(await _bench.RebuildsAsync());
    }

    [Fact]
    public async Task An_equal_copy_is_no_news_and_leaves_no_trace()
    {
        await _bench.TellAsync("crm", Acme(1, "Acme"));
        await _bench.TellAsync("erp", Acme(9, "Acme"));

        Assert.Empty(await _bench.ExceptionsAsync());
    }

    [Fact]
    public async Task It_clears_when_the_other_system_says_the_same()
    {
        await _bench.TellAsync("crm", Acme(1, "Acme"));
        await _bench.TellAsync("erp", Acme(2, "Acme GmbH"));
        Assert.Single(await _bench.ExceptionsAsync());

        await _bench.TellAsync("erp", Acme(3, "Acme"));

        Assert.Empty(await _bench.ExceptionsAsync());
    }

    [Fact]
    public async Task It_clears_when_the_owner_comes_to_say_the_same()
    {
        await _bench.TellAsync("crm", Acme(1, "Acme"));
        await _bench.TellAsync("erp", Acme(2, "Acme GmbH"));

        await _bench.TellAsync("crm", Acme(2, "Acme GmbH"));
        await _bench.RunAsync();

        Assert.Equal(["Acme GmbH"], await _bench.AskAsync(Names));
        Assert.Empty(await _bench.ExceptionsAsync());
        Assert.True(await _bench.RebuildsAsync());
    }

    [Fact]
    public async Task Of_several_versions_in_one_file_the_newest_counts()
    {
        await _bench.TellAsync("crm", Acme(1, "Acme"));

        await _bench.TellAsync("erp", Acme(2, "Acme GmbH"), Acme(3, "Acme"));
        Assert.Empty(await _bench.ExceptionsAsync());

        await _bench.TellAsync("erp", Acme(4, "Acme GmbH"), Acme(5, "Acme AG"));
        Assert.Single(await _bench.ExceptionsAsync());
    }

    [Fact]
    public async Task A_disagreement_that_stays_adds_nothing_to_the_log()
    {
        await _bench.TellAsync("crm", Acme(1, "Acme"));
        await _bench.TellAsync("erp", Acme(2, "Acme GmbH"));
        var before = await _bench.RunAsync();

        var after = await _bench.RunAsync();

        Assert.Equal(before.Head, after.Head);
        Assert.Single(await _bench.ExceptionsAsync());
    }

    [Fact]
    public async Task A_newly_named_owner_is_heard_with_what_it_had_said_and_can_be_changed_back()
    {
        await _bench.TellAsync("crm", Acme(7, "Acme"));
        await _bench.TellAsync("erp", Acme(1, "Acme GmbH"));

        _bench.Name("customers: erp");
        await _bench.RunAsync();

        Assert.Equal(["Acme GmbH"], await _bench.AskAsync(Names));
        Assert.Empty(await _bench.ExceptionsAsync());
        await _bench.TellAsync("crm", Acme(7, "Acme"));
        Assert.StartsWith(
            "crm says otherwise than erp",
            Assert.Single(await _bench.ExceptionsAsync()).Detail,
            StringComparison.Ordinal
        );

        _bench.Name("customers: crm");
        await _bench.RunAsync();

        Assert.Equal(["Acme"], await _bench.AskAsync(Names));
        Assert.Empty(await _bench.ExceptionsAsync());
        Assert.True(await _bench.RebuildsAsync());
    }

    [Fact]
    public async Task Nobody_but_the_named_owner_tells_of_a_new_record()
    {
        _bench.Name("customers: erp");

        await _bench.TellAsync("crm", Acme(7, "Acme"));

        Assert.Empty(await _bench.AskAsync(Names));
        Assert.Equal(
            "crm tells of customer/C-1; erp owns it and has not told of it.",
            Assert.Single(await _bench.ExceptionsAsync()).Detail
        );
        await _bench.TellAsync("erp", Acme(1, "Acme"));
        await _bench.RunAsync();
        Assert.Empty(await _bench.ExceptionsAsync());
    }

    [Fact]
    public async Task Projects_and_contracts_have_owners_too()
    {
        var contract = SmallFirm.MasterRecords.OfType<Contract>().First();
        await _bench.TellAsync("crm", contract, SmallFirm.Project("P-1", "K-1"));

        await _bench.TellAsync(
            "erp",
            contract with
            {
                Version = 9,
                Terms = contract.Terms with { PaymentDays = 7 },
            },
            SmallFirm.Project("P-1", "K-1") with
            {
                Version = 9,
                Name = "Renamed",
            }
        );

        Assert.Equal(
            [
                "erp says otherwise than crm, which owns contract/K-1, in: contents.",
                "erp says otherwise than crm, which owns project/P-1, in: name.",
            ],
            (await _bench.ExceptionsAsync()).Select(x => x.Detail).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["Project P-1"], await _bench.AskAsync("SELECT name FROM project"));
    }

    [Fact]
    public async Task Time_of_a_system_that_is_not_named_is_not_taken_in()
    {
        _bench.Name("time: erp");
        await _bench.TellAsync("crm", [.. SmallFirm.MasterRecords]);
        await _bench.TellAsync("erp", SmallFirm.Time(1, "P-1", 2m));

        // The same entry, another version of it, and one on a project that nobody knows.
        await _bench.TellAsync("crm", SmallFirm.Time(1, "P-1", 2m));
        Assert.Empty(await _bench.ExceptionsAsync());
        await _bench.TellAsync(
            "crm",
            SmallFirm.Time(1, "P-1", 3m, version: 2),
            SmallFirm.Time(2, "P-9", 3m)
        );

        Assert.Equal(
            [
                "crm says otherwise than erp, which owns time/chronos/1, in: contents.",
                "crm tells of time/chronos/2; erp owns it and has not told of it.",
            ],
            (await _bench.ExceptionsAsync()).Select(x => x.Detail).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["time/chronos/1"], await _bench.AskAsync("SELECT id FROM work"));
    }

    [Fact]
    public async Task Without_names_several_systems_tell_of_time_side_by_side()
    {
        await _bench.TellAsync("crm", [.. SmallFirm.MasterRecords]);
        await _bench.TellAsync("crm", SmallFirm.Time(1, "P-1", 2m));
        await _bench.TellAsync("erp", SmallFirm.Time(2, "P-1", 2m));

        Assert.Equal(["2"], await _bench.AskAsync("SELECT CAST(COUNT(*) AS text) FROM work"));
        Assert.Empty(await _bench.ExceptionsAsync());
    }

    [Fact]
    public async Task A_check_notes_where_nobody_is_named_and_two_may_disagree()
    {
        _bench.Name("customers: erp");

        var notes = (await _bench.CheckAsync()).Where(x => x.IsNote).Select(x => x.What).ToList();

        Assert.Contains("owner of projects", notes);
        Assert.DoesNotContain("owner of customers", notes);
        Assert.DoesNotContain("owner of time", notes);
        Assert.All(await _bench.CheckAsync(), x => Assert.True(x.IsGood, x.Message));
    }

    private static Customer Acme(long version, string name) =>
        new(CustomerCode.Parse("C-1"), version, name, "GB");
}
