using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>The evaluator of worked cases reads, calls the domain and writes; it computes nothing.</summary>
/// <remarks>
/// Otherwise a worked case would prove the evaluator and not the rules of the product. Only the file
/// that turns values into texts rounds, to the digits that the format prints.
/// </remarks>
internal static class EvaluationArithmetic
{
    private const string Folder = "src/Tieout.Host/Evaluation/";
    private const string Printing = Folder + "CaseFormat.cs";

    private static readonly HashSet<SyntaxKind> Operators =
    [
        SyntaxKind.AddExpression,
        SyntaxKind.SubtractExpression,
        SyntaxKind.MultiplyExpression,
        SyntaxKind.DivideExpression,
        SyntaxKind.ModuloExpression,
        SyntaxKind.AddAssignmentExpression,
        SyntaxKind.SubtractAssignmentExpression,
        SyntaxKind.MultiplyAssignmentExpression,
        SyntaxKind.DivideAssignmentExpression,
        SyntaxKind.ModuloAssignmentExpression,
        SyntaxKind.UnaryMinusExpression,
        SyntaxKind.PreIncrementExpression,
        SyntaxKind.PreDecrementExpression,
        SyntaxKind.PostIncrementExpression,
        SyntaxKind.PostDecrementExpression,
    ];

    private static readonly HashSet<string> Roundings = new(StringComparer.Ordinal)
    {
        "Round",
        "Floor",
        "Ceiling",
        "Truncate",
        "Add",
        "Subtract",
        "Multiply",
        "Divide",
        "Remainder",
        "Negate",
    };

    public static IEnumerable<Breach> Of(IEnumerable<SourceFile> sources) =>
        from source in sources
        where source.Path.StartsWith(Folder, StringComparison.Ordinal)
        where source.Path is not Printing
        from node in source.All<ExpressionSyntax>()
        let what = OperatorOf(node) ?? CallOf(node)
        where what is not null
        select new Breach(source.PlaceOf(node), $"{what} computes; the domain does that");

    private static string? OperatorOf(ExpressionSyntax node) =>
        Operators.Contains(node.Kind()) && !IsOfTexts(node) && !IsConstant(node)
            ? node.ToString()
            : null;

    private static string? CallOf(ExpressionSyntax node) =>
        node is MemberAccessExpressionSyntax access
        && (
            access.Expression.ToString() is "Math" or "System.Math"
            || access.Name.Identifier.Text is "RoundTo"
            || (
                access.Expression.ToString() is "decimal" or "Decimal"
                && Roundings.Contains(access.Name.Identifier.Text)
            )
        )
            ? access.ToString()
            : null;

    private static bool IsOfTexts(ExpressionSyntax node) =>
        node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
        && (IsText(sum.Left) || IsText(sum.Right));

    private static bool IsText(ExpressionSyntax node) =>
        node.IsKind(SyntaxKind.StringLiteralExpression)
        || node.IsKind(SyntaxKind.InterpolatedStringExpression)
        || IsOfTexts(node);

    private static bool IsConstant(ExpressionSyntax node) =>
        node is PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax };
}
