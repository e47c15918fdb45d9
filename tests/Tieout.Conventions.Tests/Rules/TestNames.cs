using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>Tests are sentences, and a test that is left out says why.</summary>
internal static class TestNames
{
    private const int WordsMin = 3;
    private const int ReasonLettersMin = 12;

    public static IEnumerable<Breach> NotSentences(IEnumerable<SourceFile> sources) =>
        from source in sources
        from method in source.All<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(x => x.Attributes).Any(IsTest)
        let name = method.Identifier.Text
        where !IsSentence(name)
        select new Breach(source.PlaceOf(method), $"{name} is no sentence");

    /// <summary>By attribute, or while it runs.</summary>
    public static IEnumerable<Breach> SkippedWithoutReason(IEnumerable<SourceFile> sources) =>
        sources.SelectMany(source =>
            source
                .All<AttributeArgumentSyntax>()
                .Where(x => x.NameEquals?.Name.Identifier.Text == "Skip" && !IsReason(x.Expression))
                .Select(x => new Breach(source.PlaceOf(x), "skips without a reason"))
                .Concat(
                    source
                        .All<InvocationExpressionSyntax>()
                        .Where(x => x.Expression.ToString() is "Assert.Skip" && !HasReason(x))
                        .Select(x => new Breach(source.PlaceOf(x), "skips without a reason"))
                )
        );

    private static bool IsTest(AttributeSyntax attribute) =>
        attribute.Name.ToString() is "Fact" or "Theory";

    private static bool IsSentence(string name) =>
        char.IsUpper(name[0])
        && name.Split('_', StringSplitOptions.RemoveEmptyEntries).Length >= WordsMin;

    private static bool HasReason(InvocationExpressionSyntax skip) =>
        skip.ArgumentList.Arguments is [var reason, ..] && IsReason(reason.Expression);

    /// <summary>Only a literal can be judged here; what is computed is taken for a reason.</summary>
    private static bool IsReason(ExpressionSyntax expression) =>
        expression is not LiteralExpressionSyntax literal
        || literal.Token.ValueText.Count(char.IsLetter) >= ReasonLettersMin;
}
