using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class EvaluationTests
{
    [Fact]
    public void The_evaluator_of_worked_cases_computes_nothing_itself() =>
        Guard.Holds(EvaluationArithmetic.Of(Repository.ProductSources));

    [Theory]
    [InlineData("var left = open - applied;", "open - applied")]
    [InlineData("var total = a + b;", "a + b")]
    [InlineData("total += share;", "total += share")]
    [InlineData("var credit = -amount;", "-amount")]
    [InlineData("var price = hours * rate;", "hours * rate")]
    [InlineData("n++;", "n++")]
    [InlineData("var most = Math.Min(a, b);", "Math.Min")]
    [InlineData("var whole = decimal.Truncate(a);", "decimal.Truncate")]
    [InlineData("var shown = a.RoundTo(2);", "a.RoundTo")]
    public void A_computation_in_the_evaluator_is_seen(string statement, string what) =>
        Guard.Sees(EvaluationArithmetic.Of([Saying("Steps/A.cs", statement)]), what);

    [Theory]
    [InlineData("Steps/A.cs", "var text = name + \": \" + other;")]
    [InlineData("Steps/A.cs", "var none = -1;")]
    [InlineData("Steps/A.cs", "var net = Money.Sum(currency, parts);")]
    [InlineData("CaseFormat.cs", "var digits = 28 - Math.Abs(n);")]
    public void Texts_constants_calls_of_the_domain_and_printing_are_no_computation(
        string file,
        string statement
    ) => Assert.Empty(EvaluationArithmetic.Of([Saying(file, statement)]));

    private static SourceFile Saying(string file, string statement) =>
        new($"src/Tieout.Host/Evaluation/{file}", $"class A {{ void M() {{ {statement} }} }}");
}
