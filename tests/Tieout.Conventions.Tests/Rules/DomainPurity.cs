using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>Keeps I/O, clocks, tasks, serializers and the grain library out of the rules.</summary>
internal static class DomainPurity
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "Task",
        "ValueTask",
        "Thread",
        "Timer",
        "CancellationToken",
        "DateTime",
        "DateTimeOffset",
        "DateOnly",
        "TimeOnly",
        "TimeSpan",
        "TimeProvider",
        "IClock",
        "SystemClock",
        "Stopwatch",
        "Random",
        "Guid",
        "File",
        "FileInfo",
        "FileStream",
        "Directory",
        "DirectoryInfo",
        "Stream",
        "StreamReader",
        "StreamWriter",
        "HttpClient",
        "Environment",
        "Console",
        "ILogger",
        "JsonSerializer",
    };

    private static readonly string[] Usings = ["System", "NodaTime", "Tieout.Domain"];

    private static readonly string[] UsingsNever =
    [
        "System.Buffers",
        "System.Data",
        "System.IO",
        "System.Net",
        "System.Reflection",
        "System.Runtime.Serialization",
        "System.Text.Json",
        "System.Threading",
        "System.Xml",
    ];

    /// <summary>The others would tell a serializer, a container or a grain what to do.</summary>
    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "CollectionBuilder",
        "DoesNotReturnIf",
        "InterpolatedStringHandler",
        "InterpolatedStringHandlerArgument",
        "Flags",
        "StructLayout",
        "SuppressMessage",
    };

    public static IEnumerable<Breach> Breaches(IEnumerable<SourceFile> sources) =>
        sources
            .Where(source => source.IsIn("Tieout.Domain"))
            .SelectMany(source =>
                ForeignUsings(source)
                    .Concat(ForeignTypes(source))
                    .Concat(ForeignAttributes(source))
                    .Concat(Waiting(source))
            );

    private static IEnumerable<Breach> ForeignUsings(SourceFile source) =>
        from directive in source.All<UsingDirectiveSyntax>()
        let name = directive.NamespaceOrType.ToString()
        where !Usings.Any(root => IsUnder(root, name)) || UsingsNever.Any(x => IsUnder(x, name))
        select new Breach(source.PlaceOf(directive), $"uses {name}");

    private static IEnumerable<Breach> ForeignTypes(SourceFile source) =>
        from name in source.All<SimpleNameSyntax>()
        where Types.Contains(name.Identifier.Text) && NamesType(name)
        select new Breach(source.PlaceOf(name), $"names {name.Identifier.Text}");

    private static IEnumerable<Breach> ForeignAttributes(SourceFile source) =>
        from attribute in source.All<AttributeSyntax>()
        let name = attribute.Name.ToString()
        where !Attributes.Contains(name)
        select new Breach(source.PlaceOf(attribute), $"has the attribute {name}");

    private static IEnumerable<Breach> Waiting(SourceFile source) =>
        from token in source.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword)
        select new Breach(source.Path, $"says {token.Text}");

    /// <summary>A task of a project is a word of the trade, and a property of that name is fine.
    /// </summary>
    private static bool NamesType(SimpleNameSyntax name) =>
        SyntaxFacts.IsInTypeOnlyContext(name)
        || name.Parent is MemberAccessExpressionSyntax access
            && access.Expression == name
            && access.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax
            && !IsProperty(name)
        || name.Parent is MemberAccessExpressionSyntax { Name: var member }
            && name.Identifier.Text is "DateTime" or "DateTimeOffset" or "Environment" or "Random"
            && member != name;

    /// <summary>Whether the type around it has a member of that name.</summary>
    private static bool IsProperty(SimpleNameSyntax name) =>
        name.Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .Any(type =>
                type.ParameterList?.Parameters.Any(x => x.Identifier.Text == name.Identifier.Text)
                    is true
                || type.Members.OfType<PropertyDeclarationSyntax>()
                    .Any(x => x.Identifier.Text == name.Identifier.Text)
            );

    private static bool IsUnder(string root, string name) =>
        name.Equals(root, StringComparison.Ordinal)
        || name.StartsWith(root + ".", StringComparison.Ordinal);
}
