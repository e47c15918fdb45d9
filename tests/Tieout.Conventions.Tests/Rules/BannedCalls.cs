using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>Calls that are wrong in one part of the tree and right in another.</summary>
/// <remarks>What is wrong everywhere stands in BannedSymbols.txt and fails the build.</remarks>
internal static class BannedCalls
{
    private const string Amounts = "src/Tieout.Domain/Amounts/";

    /// <summary>Libraries write to no terminal and end no process.</summary>
    public static IEnumerable<Breach> OfLibraries(IEnumerable<SourceFile> sources) =>
        from source in sources
        where
            source.IsIn(
                "Tieout.Domain",
                "Tieout.Connect",
                "Tieout.Connectors",
                "Tieout.Sandbox",
                "Tieout.Runtime"
            )
        from access in source.All<MemberAccessExpressionSyntax>()
        let called = NameOf(access)
        where
            called.StartsWith("Console.", StringComparison.Ordinal)
            || called is "Environment.Exit" or "Environment.FailFast"
        select new Breach(source.PlaceOf(access), $"{called} belongs to the command line");

    /// <summary>Rounding has one home, with the rule in its name.</summary>
    public static IEnumerable<Breach> OfRounding(IEnumerable<SourceFile> sources) =>
        from source in sources
        where !source.Path.StartsWith(Amounts, StringComparison.Ordinal)
        from access in source.All<MemberAccessExpressionSyntax>()
        let called = NameOf(access)
        where called is "Math.Round" or "decimal.Round" or "Decimal.Round" or "MathF.Round"
        select new Breach(source.PlaceOf(access), $"{called} stands outside {Amounts}");

    /// <summary>Neither money nor time is ever a binary fraction.</summary>
    public static IEnumerable<Breach> OfBinaryFractions(IEnumerable<SourceFile> sources) =>
        from source in sources
        where source.IsIn("Tieout.Domain", "Tieout.Connect")
        from token in source.Root.DescendantTokens()
        where
            token.IsKind(SyntaxKind.DoubleKeyword)
            || token.IsKind(SyntaxKind.FloatKeyword)
            || token.Value is double or float
            || token is { RawKind: (int)SyntaxKind.IdentifierToken, Text: "Double" or "Single" }
                && token.Parent is IdentifierNameSyntax name
                && SyntaxFacts.IsInTypeOnlyContext(name)
        select new Breach(
            $"{source.Path}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}",
            $"{token.Text} is a binary fraction"
        );

    /// <summary>A port is kept from the moment its number is known.</summary>
    public static IEnumerable<Breach> OfLentPorts(IEnumerable<SourceFile> sources) =>
        from source in sources
        from created in source.All<ObjectCreationExpressionSyntax>()
        where
            created.Type.ToString() is "TcpListener"
            && created.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()
                is { UsingKeyword.RawKind: not 0 }
        select new Breach(
            source.PlaceOf(created),
            "a port that is let go again may be another's when it is used; bind port 0 and keep it"
        );

    private static string NameOf(MemberAccessExpressionSyntax access) =>
        $"{LastNameOf(access.Expression)}.{access.Name.Identifier.Text}";

    private static string LastNameOf(ExpressionSyntax expression) =>
        expression switch
        {
            MemberAccessExpressionSyntax x => x.Name.Identifier.Text,
            _ => expression.ToString(),
        };
}
