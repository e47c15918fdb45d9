using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Guard.Holds(Shape.LongFiles(Repository.Sources));

    [Fact]
    public void No_method_is_longer_than_60_lines() =>
        Guard.Holds(Shape.LongMethods(Repository.Sources));

    [Fact]
    public void A_file_of_the_product_holds_one_type() =>
        Guard.Holds(Shape.ManyTypes(Repository.ProductSources));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void The_401st_line_of_a_file_is_seen(int lines, int breaches)
    {
        var text = string.Concat(Enumerable.Repeat("// A line.\n", lines));

        Assert.Equal(breaches, Shape.LongFiles([new SourceFile("src/A.cs", text)]).Count());
    }

    // Signature, two braces and the statements between them.
    [Theory]
    [InlineData(57, 0)]
    [InlineData(58, 1)]
    public void The_61st_line_of_a_method_is_seen(int statements, int breaches)
    {
        var body = string.Concat(Enumerable.Repeat("Do();\n", statements));
        var text = $"class A\n{{\nvoid M()\n{{\n{body}}}\n}}\n";

        Assert.Equal(breaches, Shape.LongMethods([new SourceFile("src/A.cs", text)]).Count());
    }

    [Fact]
    public void A_second_type_in_a_file_is_seen_and_a_nested_one_is_not()
    {
        Guard.Sees(
            Shape.ManyTypes([new SourceFile("src/A.cs", "class A { } class B { }")]),
            "2 top-level types"
        );
        Assert.Empty(
            Shape.ManyTypes([new SourceFile("src/A.cs", "class A { class B { } enum C { } }")])
        );
    }

    [Fact]
    public void Internal_records_of_one_payload_may_share_a_file_and_public_ones_may_not()
    {
        const string Rows =
            "internal record A(int X); internal record B(int Y);"
            + "internal partial class C : JsonSerializerContext;";

        Assert.Empty(Shape.ManyTypes([new SourceFile("src/A.cs", Rows)]));
        Guard.Sees(
            Shape.ManyTypes([
                new SourceFile(
                    "src/A.cs",
                    Rows.Replace("internal", "public", StringComparison.Ordinal)
                ),
            ]),
            "3 top-level types"
        );
    }
}
