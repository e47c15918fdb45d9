using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.ProjectSetup;

/// <summary>One record has one system that is right about it, whatever another says and when.</summary>
public sealed class OwnershipTests
{
    private static readonly CustomerCode Code = CustomerCode.Parse("C-1");

    private static readonly Gen<(string System, long Version)[]> Told = Gen.Select(
        Gen.Bool.Select(isErp => isErp ? "erp" : "crm"),
        Gen.Long[1, 4]
    ).Array[1, 25];

    [Fact]
    public void Who_tells_first_owns_it_and_another_systems_higher_version_changes_nothing()
    {
        var book = Hear(ReferenceBook.Empty, Acme("crm", 3, "Acme"));

        var refused = Refused(book, Acme("erp", 1_700_000_000_000_000, "Acme GmbH"));

        Assert.Equal("STALE_MASTER", refused.Code);
        Assert.Equal(
            "erp says otherwise than crm, which owns customer/C-1, in: name.",
            refused.Message
        );
        book = Hear(book, Acme("crm", 4, "Acme & Co"));
        Assert.Equal("Acme & Co", book.Customers[Code].Name);
    }

    [Fact]
    public void An_equal_copy_is_no_news()
    {
        var book = Hear(ReferenceBook.Empty, Acme("crm", 3, "Acme"));

        Assert.Same(book, Hear(book, Acme("erp", 9, "Acme")));
    }

    [Fact]
    public void What_a_copy_leaves_out_it_does_not_say()
    {
        var owned = Acme("crm", 3, "Acme") with
        {
            Parent = CustomerCode.Parse("C-0"),
            BillsToSelf = false,
            TaxId = "GB1",
            Street = "Street 1",
            IsOnHold = true,
        };
        var book = Hear(ReferenceBook.Empty, owned);

        Assert.Same(book, Hear(book, Acme("erp", 9, "Acme")));
        Assert.EndsWith(
            "in: tax_id, street.",
            Refused(
                book,
                Acme("erp", 9, "Acme") with
                {
                    TaxId = "GB2",
                    Street = "Street 2",
                }
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_named_owner_takes_over_whatever_the_versions_and_the_first_is_refused_then()
    {
        var book = Hear(ReferenceBook.Empty, Acme("crm", 900, "Acme"));
        book = Hear(book, Plan(1, ("erp", FactKind.Customer)));

        Assert.Equal(
            "crm tells of customer/C-1; erp owns it and has not told of it.",
            Refused(book, Acme("crm", 901, "Acme & Co")).Message
        );
        book = Hear(book, Acme("erp", 2, "Acme GmbH"));
        Assert.Equal("Acme GmbH", book.Customers[Code].Name);
        Assert.Equal("STALE_MASTER", Refused(book, Acme("crm", 902, "Acme & Co")).Code);
        Assert.Same(book, Hear(book, Acme("erp", 1, "Old")));
    }

    [Fact]
    public void A_system_that_is_connected_no_more_does_not_stand_in_the_way()
    {
        var book = Hear(ReferenceBook.Empty, Acme("old-crm", 900, "Acme"));
        book = Hear(book, Plan(1));

        book = Hear(book, Acme("erp", 2, "Acme GmbH"));

        Assert.Equal("erp", book.Customers[Code].Source);
    }

    [Fact]
    public void A_kind_without_a_named_owner_is_not_touched_by_the_names_of_others()
    {
        var book = Hear(ReferenceBook.Empty, Plan(1, ("erp", FactKind.Resource)));

        book = Hear(book, Acme("crm", 1, "Acme"));

        Assert.Equal("crm", book.Customers[Code].Source);
    }

    [Fact]
    public void Facts_that_say_the_same_are_equal_whoever_says_it()
    {
        Assert.Equal(Acme("crm", 1, "Acme"), Acme("erp", 1, "Acme"));
        Assert.Equal(Acme("crm", 1, "Acme").GetHashCode(), Acme("erp", 1, "Acme").GetHashCode());
        Assert.NotEqual<CanonicalFact>(Acme("crm", 1, "Acme"), Acme("crm", 1, "Other"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_two_systems_interleave_the_book_says_what_the_owner_said_last(
        bool isNamed
    ) =>
        Told.Sample(told =>
        {
            var owner = isNamed ? "erp" : told[0].System;
            var book = isNamed
                ? Hear(ReferenceBook.Empty, Plan(1, ("erp", FactKind.Customer)))
                : ReferenceBook.Empty;
            foreach (var (system, version) in told)
            {
                book = Hear(book, Acme(system, version, $"{system} {version}"));
            }

            var expected = told.Where(x => x.System == owner)
                .Select(x => x.Version)
                .DefaultIfEmpty()
                .Max();
            var known = book.Customers.GetValueOrDefault(Code);
            Assert.Equal(expected == 0 ? null : $"{owner} {expected}", known?.Name);
        });

    [Fact]
    public void A_contract_and_its_projects_belong_to_the_system_that_told_of_them()
    {
        var hub = new MemoryHub(Facts.Engagement);
        hub.Take(new Contract(Facts.Engagement, 1, Facts.Terms()) { Source = "crm" });
        hub.Take(new Project(Facts.Delivery, 1, Facts.Engagement, "Delivery") { Source = "psa" });

        var contract = hub.Run(
            new RecordContract(
                new Contract(Facts.Engagement, 9, Facts.Terms() with { PaymentDays = 7 })
                {
                    Source = "erp",
                }
            )
        );
        var project = hub.Run(
            new RecordProject(
                new Project(Facts.Delivery, 9, Facts.Engagement, "Other") { Source = "erp" }
            )
        );

        Assert.EndsWith("in: contents.", contract!.Message, StringComparison.Ordinal);
        Assert.EndsWith("in: name.", project!.Message, StringComparison.Ordinal);
        Assert.Equal("Delivery", hub.State.Projects[Facts.Delivery].Name);
    }

    [Fact]
    public void Work_payments_and_voids_of_another_system_are_compared_and_never_recorded()
    {
        var hub = Billed();
        var invoice = hub.Documents(InvoiceStatus.Posted)[0].Invoice.Reference;
        var paid = new Payment("bank/1", 1, invoice, new Money(10m, Facts.Gbp), Facts.End);
        hub.Take(paid);
        var before = hub.History.Count;

        Assert.Null(Compare(hub, Facts.Time(1, minutes: 480)));
        Assert.Null(Compare(hub, Facts.Time(9, isDeleted: true)));
        Assert.Null(Compare(hub, paid with { Version = 7 }));
        Assert.Equal("STALE_MASTER", Compare(hub, Facts.Time(1, version: 9, minutes: 60))?.Code);
        Assert.Equal("STALE_MASTER", Compare(hub, Facts.Time(9))?.Code);
        Assert.Equal(
            "STALE_MASTER",
            Compare(hub, paid with { Version = 7, Amount = new Money(11m, Facts.Gbp) })?.Code
        );
        Assert.Equal("STALE_MASTER", Compare(hub, new DocumentVoided(invoice, 1, Facts.End))?.Code);

        Assert.Equal(before, hub.History.Count);
        hub.Take(new DocumentVoided(invoice, 1, Facts.End));
        Assert.Null(Compare(hub, new DocumentVoided(invoice, 2, Facts.End)));
    }

    private static MemoryHub Billed()
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(Facts.Time(1, minutes: 480));
        hub.Bill(new LocalDate(2026, 7, 31));
        hub.Post();
        return hub;
    }

    private static Rejection? Compare(MemoryHub hub, CanonicalFact copy) =>
        hub.Run(new CompareCopy(copy, "files", "erp"));

    private static Customer Acme(string system, long version, string name) =>
        new(Code, version, name, "GB") { Source = system };

    private static OwnerPlan Plan(long version, params (string System, FactKind Kind)[] owners) =>
        new(version, [.. owners.Select(x => new FactOwner(x.Kind, x.System))], ["crm", "erp"]);

    private static ReferenceBook Hear(ReferenceBook book, ReferenceFact fact) =>
        book.Decide(fact) is Decision<ReferenceFact>.Accepted accepted
            ? accepted.Events.Aggregate(book, (known, e) => known.Evolve(e))
            : book;

    private static Rejection Refused(ReferenceBook book, ReferenceFact fact) =>
        Assert.IsType<Decision<ReferenceFact>.Rejected>(book.Decide(fact)).Reason;
}
