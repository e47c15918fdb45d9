using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Tests.ProjectSetup;

/// <summary>Of opportunities only those are recorded that are won, or were.</summary>
public sealed class OpportunityTests
{
    private static readonly LocalDate Won = new(2026, 9, 30);

    /// <summary>A pipeline changes every hour, and each fact has open work looked at again.</summary>
    [Fact]
    public void What_was_never_won_is_not_recorded_and_what_was_is_followed_to_its_end()
    {
        var book = ReferenceBook.Empty;

        Assert.Empty(Heard(book, Sale(1, wonOn: null)));
        book = book.Evolve(Assert.Single(Heard(book, Sale(2, Won))));
        Assert.Empty(Heard(book, Sale(2, Won)));
        Assert.Equal(Sale(3, wonOn: null), Assert.Single(Heard(book, Sale(3, wonOn: null))));
    }

    [Fact]
    public void A_contract_may_take_two_weeks()
    {
        Assert.Equal(new LocalDate(2026, 10, 14), Sale(1, Won).IsUnsignedFrom);
        Assert.Null(Sale(1, wonOn: null).IsUnsignedFrom);
    }

    private static IReadOnlyList<ReferenceFact> Heard(ReferenceBook book, Opportunity sale) =>
        Assert.IsType<Decision<ReferenceFact>.Accepted>(book.Decide(sale)).Events;

    private static Opportunity Sale(long version, LocalDate? wonOn) =>
        new("006-1", version, "Rollout", wonOn);
}
