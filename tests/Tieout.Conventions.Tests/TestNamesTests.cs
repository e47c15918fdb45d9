using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class TestNamesTests
{
    [Fact]
    public void Every_test_is_named_by_a_sentence() =>
        Guard.Holds(TestNames.NotSentences(Repository.Sources));

    [Fact]
    public void No_test_is_skipped_without_a_reason() =>
        Guard.Holds(TestNames.SkippedWithoutReason(Repository.Sources));

    [Theory]
    [InlineData("TestRounding")]
    [InlineData("Rounds_up")]
    [InlineData("lower_case_name_here")]
    public void A_name_that_is_no_sentence_is_seen(string name) =>
        Guard.Sees(TestNames.NotSentences([Test("[Fact]", name, "")]), name);

    [Fact]
    public void A_name_that_is_a_sentence_is_let_pass() =>
        Assert.Empty(TestNames.NotSentences([Test("[Theory]", "Half_a_cent_rounds_up", "")]));

    [Theory]
    [InlineData("[Fact(Skip = \"\")]", "")]
    [InlineData("[Fact(Skip = \"flaky\")]", "")]
    [InlineData("[Fact]", "Assert.Skip(\"later\");")]
    [InlineData("[Fact]", "Assert.Skip();")]
    public void A_skip_without_a_reason_is_seen(string attribute, string body) =>
        Guard.Sees(
            TestNames.SkippedWithoutReason([Test(attribute, "One_two_three", body)]),
            "skips without a reason"
        );

    [Fact]
    public void A_skip_with_a_reason_is_let_pass() =>
        Assert.Empty(
            TestNames.SkippedWithoutReason([
                Test("[Fact(Skip = \"Needs PostgreSQL, see tests/services.\")]", "A_b_c", ""),
            ])
        );

    private static SourceFile Test(string attribute, string name, string body) =>
        new("tests/A.cs", $"class A {{ {attribute} public void {name}() {{ {body} }} }}");
}
