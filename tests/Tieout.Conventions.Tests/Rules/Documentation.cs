using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>Whether a type says what it is for.</summary>
internal static class Documentation
{
    /// <summary>Public types without a summary; of a partial type one part must have it.</summary>
    public static IEnumerable<Breach> Undocumented(IEnumerable<SourceFile> sources) =>
        from source in sources
        from type in source.All<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && IsPublic(type)
        group (source, type) by FullName(type) into parts
        where !parts.Any(part => HasSummary(part.type))
        let first = parts.First()
        select new Breach(first.source.PlaceOf(first.type), $"{parts.Key} has no summary");

    private static bool IsPublic(MemberDeclarationSyntax type) =>
        type.AncestorsAndSelf()
            .OfType<MemberDeclarationSyntax>()
            .Where(x => x is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .All(x =>
                x.Modifiers.Any(SyntaxKind.PublicKeyword) || x.Parent is InterfaceDeclarationSyntax
            );

    private static bool HasSummary(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.ChildNodes())
            .Any(node =>
                node switch
                {
                    XmlElementSyntax element => element.StartTag.Name.LocalName.Text == "summary"
                        && element.Content.ToString().Any(char.IsLetter),
                    XmlEmptyElementSyntax empty => empty.Name.LocalName.Text == "inheritdoc",
                    _ => false,
                }
            );

    private static string FullName(MemberDeclarationSyntax type)
    {
        var names = type.AncestorsAndSelf()
            .Select(node =>
                node switch
                {
                    BaseNamespaceDeclarationSyntax x => x.Name.ToString(),
                    TypeDeclarationSyntax x => x.Identifier.Text + x.TypeParameterList,
                    BaseTypeDeclarationSyntax x => x.Identifier.Text,
                    DelegateDeclarationSyntax x => x.Identifier.Text,
                    _ => null,
                }
            )
            .OfType<string>();
        return string.Join('.', names.Reverse());
    }
}
