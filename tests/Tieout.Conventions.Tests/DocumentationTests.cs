using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_public_type_of_the_product_has_a_summary() =>
        Guard.Holds(Documentation.Undocumented(Repository.ProductSources));

    [Theory]
    [InlineData("public record A;")]
    [InlineData("/// <summary> </summary>\npublic record A;")]
    [InlineData("// A comment.\npublic enum A { B }")]
    [InlineData("public delegate void A();")]
    [InlineData("/// <remarks>Only remarks.</remarks>\npublic interface A { }")]
    public void A_public_type_without_a_summary_is_seen(string text) =>
        Guard.Sees(Documentation.Undocumented([Source(text)]), "A has no summary");

    [Fact]
    public void A_case_of_a_union_without_a_summary_is_seen() =>
        Guard.Sees(
            Documentation.Undocumented([
                Source("/// <summary>Both.</summary>\npublic record A { public record B : A; }"),
            ]),
            "A.B has no summary"
        );

    [Theory]
    [InlineData("/// <summary>What it is.</summary>\n[Obsolete]\npublic record A;")]
    [InlineData("internal record A;")]
    [InlineData("internal class A { public class B; }")]
    [InlineData("public partial class A;\n/// <summary>Here.</summary>\npublic partial class A;")]
    public void What_is_documented_or_hidden_is_let_pass(string text) =>
        Assert.Empty(Documentation.Undocumented([Source(text)]));

    private static SourceFile Source(string text) => new("src/A.cs", text);
}
