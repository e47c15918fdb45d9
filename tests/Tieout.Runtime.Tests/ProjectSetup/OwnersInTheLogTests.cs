using System.Text;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Intake;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Tests.Reconciliation;

namespace Tieout.Runtime.Tests.ProjectSetup;

/// <summary>Who told what is still known when the log is read again.</summary>
public sealed class OwnersInTheLogTests
{
    private static readonly CustomerCode Code = CustomerCode.Parse("C-9");

    [Fact]
    public async Task A_book_that_is_read_from_the_log_refuses_as_the_one_that_wrote_it()
    {
        await using var firm = Firm.Empty();
        await firm.KnowAsync(new OwnerPlan(1, [new(FactKind.Project, "psa")], ["crm", "erp"]));
        await firm.KnowAsync(Acme("crm", 1, "Acme"));

        var books = new ReferenceBooks(firm.Log);
        await books.LoadAsync(CancellationToken.None);

        Assert.Equal("crm", books.Current.Customers[Code].Source);
        Assert.Equal(firm.Book.Owners, books.Current.Owners);
        Assert.Equal(
            firm.Book.Decide(Acme("erp", 9, "Acme GmbH")),
            books.Current.Decide(Acme("erp", 9, "Acme GmbH"))
        );
    }

    [Fact]
    public async Task A_log_that_does_not_say_who_told_goes_by_versions_until_somebody_tells()
    {
        await using var firm = Firm.Empty();
        var old = Acme("crm", 1, "Acme") with { Source = null };
        await firm.KnowAsync(old);
        Assert.DoesNotContain(
            "source",
            Encoding.UTF8.GetString(EventCodec.Encode(old).Data.Span),
            StringComparison.Ordinal
        );

        await firm.KnowAsync(Acme("erp", 2, "Acme GmbH"));
        await firm.KnowAsync(Acme("crm", 3, "Acme"));

        var books = new ReferenceBooks(firm.Log);
        await books.LoadAsync(CancellationToken.None);
        Assert.Equal("Acme GmbH", books.Current.Customers[Code].Name);
    }

    [Fact]
    public async Task An_owner_that_comes_back_with_a_version_it_has_told_before_is_recorded_again()
    {
        await using var firm = Firm.Empty();
        var facts = new[]
        {
            Acme("crm", 1, "Acme"),
            Acme("erp", 1, "Acme GmbH"),
            Acme("crm", 1, "Acme"),
        };
        Customer? known = null;
        foreach (var fact in facts)
        {
            var takesOver = Ownership.TakesOver(fact, known);
            await firm.AppendAsync(Streams.Reference, [EventCodec.Encode(fact, takesOver)]);
            known = fact;
        }

        await Assert.ThrowsAsync<DuplicateBusinessKeyException>(() =>
            firm.AppendAsync(Streams.Reference, [EventCodec.Encode(facts[0])])
        );
        Assert.Equal(3, await firm.Log.GetHeadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_contract_of_the_log_belongs_to_who_told_of_it()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.DoAsync(new RecordContract(Firm.Contract() with { Source = "crm" }));

        var state = new EngagementState(Firm.Engagement);
        var stored = firm.Log.ReadStreamAsync(
            Streams.Engagement(Firm.Engagement),
            0,
            CancellationToken.None
        );
        await foreach (var e in stored)
        {
            state = state.Evolve(EventCodec.DecodeEngagement(e)).State;
        }

        var other = Firm.Contract(2, isSigned: false) with { Source = "erp" };
        var decision = new RecordContract(other).Decide(state, firm.Book);
        Assert.IsType<Domain.Deciding.Decision<EngagementEvent>.Rejected>(decision);
    }

    [Fact]
    public async Task Copies_come_back_from_the_log_as_they_were_told()
    {
        await using var firm = Firm.Empty();
        var origin = new Origin("erp", "1");
        CanonicalFact[] facts =
        [
            Acme("erp", 1, "Acme"),
            Firm.Contract() with
            {
                Source = "erp",
            },
            new Project(Firm.Project, 1, Firm.Engagement, "Project"),
            Firm.Time(1, 2m),
            new Payment("p", 1, Firm.Reference(1), new(1m, Firm.Gbp), Firm.Day),
            new DocumentVoided(Firm.Reference(1), 1, Firm.Day),
        ];
        var taken = new PageTaken(
            Cursor.Start,
            1,
            [],
            Copies: [.. facts.Select(x => new SourceRecord(x, origin))]
        );
        var stream = Streams.Intake("erp", "all");
        await firm.AppendAsync(
            stream,
            [EventCodec.Encode(Streams.PageTakenType, taken, businessKey: null)]
        );

        var stored = await firm
            .Log.ReadStreamAsync(stream, 0, CancellationToken.None)
            .SingleAsync(TestContext.Current.CancellationToken);

        var back = EventCodec.Decode<PageTaken>(stored).Copies!;
        Assert.Equal(facts.Select(x => x.Identity), back.Select(x => x.Fact.Identity));
        Assert.Equal(facts.Select(x => x.Source), back.Select(x => x.Fact.Source));
        Assert.Equal(facts[3], back[3].Fact);
        Assert.Equal(facts[4], back[4].Fact);
    }

    private static Customer Acme(string system, long version, string name) =>
        new(Code, version, name, "GB") { Source = system };
}
