using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>How long a file and a method may be, and how many types stand in a file.</summary>
internal static class Shape
{
    public const int FileLinesMax = 400;
    public const int MethodLinesMax = 60;

    public static IEnumerable<Breach> LongFiles(IEnumerable<SourceFile> sources) =>
        from source in sources
        where source.LineCount > FileLinesMax
        select new Breach(source.Path, $"{source.LineCount} lines, at most {FileLinesMax}");

    public static IEnumerable<Breach> LongMethods(IEnumerable<SourceFile> sources) =>
        from source in sources
        from method in source.Root.DescendantNodes().Where(IsMethod)
        let lines = LinesOf(method)
        where lines > MethodLinesMax
        select new Breach(source.PlaceOf(method), $"{lines} lines, at most {MethodLinesMax}");

    /// <summary>More than one type; the internal records of one payload count as one,
    /// with their serializer context.</summary>
    public static IEnumerable<Breach> ManyTypes(IEnumerable<SourceFile> sources) =>
        from source in sources
        let types = source.Types.Where(type => type.Parent is not TypeDeclarationSyntax).ToList()
        where types.Count > 1 && !types.TrueForAll(IsWireRecord)
        select new Breach(source.Path, $"{types.Count} top-level types, one each file");

    private static bool IsWireRecord(BaseTypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.InternalKeyword)
        && (
            type is RecordDeclarationSyntax
            || type.BaseList?.Types.Any(x => x.Type.ToString() == "JsonSerializerContext") is true
        );

    private static bool IsMethod(SyntaxNode node) =>
        node
            is BaseMethodDeclarationSyntax
                or LocalFunctionStatementSyntax
                or AccessorDeclarationSyntax;

    /// <summary>From the first line of its signature, attributes included, to the last.</summary>
    private static int LinesOf(SyntaxNode method)
    {
        var span = method.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
