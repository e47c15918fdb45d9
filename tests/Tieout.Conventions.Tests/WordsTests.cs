using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

/// <summary>The examples are put together from halves, so that this file passes its own tests.</summary>
public sealed class WordsTests
{
    [Fact]
    public void No_file_names_a_path_of_a_machine() =>
        Guard.Holds(Words.MachinePaths(Repository.Files));

    [Fact]
    public void No_file_holds_what_looks_like_a_secret() =>
        Guard.Holds(Words.Secrets(Repository.Files));

    [Fact]
    public void No_file_speaks_of_the_workplace() => Guard.Holds(Words.Workplace(Repository.Files));

    [Fact]
    public void What_is_left_to_do_names_its_issue() =>
        Guard.Holds(Words.LooseEnds(Repository.Files));

    [Theory]
    [InlineData("see /ho", "me/anna/hub.yaml")]
    [InlineData("\"/Us", "ers/anna/hub\"")]
    [InlineData("cd /wo", "rk/main")]
    [InlineData("C:\\Us", "ers\\anna")]
    public void A_path_of_a_machine_is_seen(string one, string other) =>
        Guard.Sees(Words.MachinePaths([Saying(one, other)]), "somebody's machine");

    [Theory]
    [InlineData("https://api.example.com/wo", "rk/items")]
    [InlineData("docs/ho", "me/index.md")]
    public void A_path_of_an_address_is_let_pass(string one, string other) =>
        Assert.Empty(Words.MachinePaths([Saying(one, other)]));

    [Theory]
    [InlineData("-----BEGIN RSA PRIV", "ATE KEY-----")]
    [InlineData("key = AK", "IA0123456789ABCDEF")]
    [InlineData("gh", "p_0123456789012345678901234567890123456")]
    [InlineData("postgres://hub:se", "cret@db.example.com/hub")]
    public void A_secret_is_seen(string one, string other) =>
        Guard.Sees(Words.Secrets([Saying(one, other)]), "looks like a secret");

    [Theory]
    [InlineData("written by Chat", "GPT")]
    [InlineData("in another work", "tree")]
    public void A_word_of_the_workplace_is_seen(string one, string other) =>
        Guard.Sees(Words.Workplace([Saying(one, other)]), "workplace");

    [Theory]
    [InlineData("// TO", "DO: later", 1)]
    [InlineData("// FIX", "ME", 1)]
    [InlineData("// TO", "DO(anna) later", 1)]
    [InlineData("// TO", "DO(#12) later", 0)]
    [InlineData("the METHO", "DOLOGY", 0)]
    public void A_loose_end_without_an_issue_is_seen(string one, string other, int breaches) =>
        Assert.Equal(breaches, Words.LooseEnds([Saying(one, other)]).Count());

    private static TextFile Saying(string one, string other) => new("docs/a.md", one + other);
}
