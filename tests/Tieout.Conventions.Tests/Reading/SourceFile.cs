using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tieout.Conventions.Tests.Reading;

/// <summary>A C# file, parsed but not bound: rules look at what is written.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Latest,
        DocumentationMode.Parse
    );

    private readonly Lazy<CompilationUnitSyntax> _root;

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        _root = new(() => CSharpSyntaxTree.ParseText(text, Options, path).GetCompilationUnitRoot());
    }

    public string Path { get; }

    public string Text { get; }

    public CompilationUnitSyntax Root => _root.Value;

    public int LineCount => new TextFile(Path, Text).Lines.Length;

    public IEnumerable<BaseTypeDeclarationSyntax> Types => All<BaseTypeDeclarationSyntax>();

    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public string PlaceOf(SyntaxNode node) =>
        $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>Whether it belongs to one of these projects of the product.</summary>
    public bool IsIn(params ReadOnlySpan<string> projects)
    {
        foreach (var project in projects)
        {
            if (Path.StartsWith($"src/{project}/", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
