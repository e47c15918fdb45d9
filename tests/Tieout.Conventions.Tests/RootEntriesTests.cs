using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class RootEntriesTests
{
    private static readonly string[] Complete =
    [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "Tieout.slnx",
        "src/",
        "test",
        "tieout",
    ];

    [Fact]
    public void The_root_holds_what_it_should_and_nothing_else() =>
        Guard.Holds(RootEntries.Breaches([.. Repository.RootEntries()]));

    [Theory]
    [InlineData("packages.lock.json")]
    [InlineData("notes.md")]
    [InlineData("scripts/")]
    public void A_newcomer_in_the_root_is_seen(string name) =>
        Guard.Sees(RootEntries.Breaches([.. Complete, name]), name);

    [Fact]
    public void A_file_that_the_root_must_have_is_missed() =>
        Guard.Sees(
            RootEntries.Breaches([.. Complete.Where(name => name != "LICENSE")]),
            "LICENSE: is missing"
        );

    [Theory]
    [InlineData("artifacts/", true)]
    [InlineData("hub.db", true)]
    [InlineData("artifacts.md", false)]
    public void What_git_ignores_does_not_count(string name, bool isIgnored) =>
        Assert.Equal(isIgnored, Repository.Ignored.Covers(name));
}
