using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class DomainPurityTests
{
    [Fact]
    public void The_rules_know_no_clock_no_task_no_file_and_no_serializer() =>
        Guard.Holds(DomainPurity.Breaches(Repository.Sources));

    [Theory]
    [InlineData("using System.Text.Json;", "System.Text.Json")]
    [InlineData("using System.Threading.Tasks;", "System.Threading.Tasks")]
    [InlineData("using Orleans;", "Orleans")]
    [InlineData("using Tieout.Connect;", "Tieout.Connect")]
    [InlineData("class A { Task B() => null; }", "names Task")]
    [InlineData("class A { Task<int> B; }", "names Task")]
    [InlineData("class A { void B(DateTime at) { } }", "names DateTime")]
    [InlineData("class A { int B = DateTime.UtcNow.Day; }", "names DateTime")]
    [InlineData("class A { string B = File.ReadAllText(\"x\"); }", "names File")]
    [InlineData("class A { object B = new HttpClient(); }", "names HttpClient")]
    [InlineData("[GenerateSerializer] class A;", "GenerateSerializer")]
    [InlineData("class A { [JsonIgnore] int B { get; } }", "JsonIgnore")]
    [InlineData("class A { async void B() { } }", "says async")]
    public void What_a_rule_must_not_know_is_seen(string text, string what) =>
        Guard.Sees(DomainPurity.Breaches([Domain(text)]), what);

    [Fact]
    public void A_task_of_a_project_is_a_word_of_the_trade() =>
        Assert.Empty(
            DomainPurity.Breaches([
                Domain("record A(TaskCode? Task) { string B => Task?.Value ?? Task.ToString(); }"),
            ])
        );

    private static SourceFile Domain(string text) => new("src/Tieout.Domain/A.cs", text);
}
