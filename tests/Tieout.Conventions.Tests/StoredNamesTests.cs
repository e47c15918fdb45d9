using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class StoredNamesTests
{
    private const string NamesPath = "src/Tieout.Runtime/Storage/Json/EventNames.cs";

    private static readonly SourceFile Union = new(
        "src/Tieout.Domain/Ledger/EngagementEvent.cs",
        """
        abstract record EngagementEvent
        {
            public sealed record Begun(int A) : EngagementEvent;
            public sealed record Ended(int A) : EngagementEvent;
        }
        """
    );

    private static readonly string[] Approved =
    [
        "Names begun = EngagementEvent.Begun",
        "Names ended = EngagementEvent.Ended",
    ];

    [Fact]
    public void Every_case_of_a_stored_union_has_a_stored_name()
    {
        SourceFile[] product = [.. Repository.ProductSources];

        Guard.Holds(StoredNames.Vanished(product));
        Guard.Holds(StoredNames.Nameless(product));
    }

    [Fact]
    public void An_approved_name_never_changes() =>
        Guard.Holds(
            StoredNames.Changed(
                Repository.ProductSources,
                new TextFile(
                    StoredNames.ApprovedFile,
                    Repository.Text(StoredNames.ApprovedFile)
                ).Lines
            )
        );

    [Fact]
    public void A_case_without_a_name_is_seen() =>
        Guard.Sees(
            StoredNames.Nameless([Union, Names("(typeof(EngagementEvent.Begun), \"begun\")")]),
            "EngagementEvent.Ended has no stored name"
        );

    [Fact]
    public void A_case_beside_its_union_without_a_name_is_seen() =>
        Guard.Sees(
            StoredNames.Nameless([
                new SourceFile("src/A.cs", "sealed record Rebate(int A) : EngagementCommand;"),
            ]),
            "Rebate has no stored name"
        );

    [Fact]
    public void A_name_that_was_changed_is_seen_as_gone_and_as_new()
    {
        var changed = StoredNames.Changed([Both("begun", "finished")], Approved);

        Assert.Equal(2, changed.Count());
        Assert.Contains(changed, x => x.Where.Contains("ended", StringComparison.Ordinal));
        Assert.Contains(changed, x => x.Where.Contains("finished", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_types_under_one_name_are_seen() =>
        Assert.Contains(
            StoredNames.Changed([Both("begun", "begun")], Approved),
            x => x.What.Contains("names two types", StringComparison.Ordinal)
        );

    [Fact]
    public void Names_that_swap_their_types_are_seen() =>
        Assert.Equal(4, StoredNames.Changed([Both("ended", "begun")], Approved).Count());

    [Fact]
    public void Unchanged_names_are_let_pass() =>
        Assert.Empty(StoredNames.Changed([Both("begun", "ended")], Approved));

    [Fact]
    public void A_union_that_vanished_is_seen() =>
        Assert.Contains(StoredNames.Vanished([Union]), breach => breach.Where == "LaneEvent");

    private static SourceFile Both(string begun, string ended) =>
        Names(
            $"(typeof(EngagementEvent.Begun), \"{begun}\"), "
                + $"(typeof(EngagementEvent.Ended), \"{ended}\")"
        );

    private static SourceFile Names(string pairs) =>
        new(NamesPath, $"class EventNames {{ (Type, string)[] Names = [{pairs}]; }}");
}
