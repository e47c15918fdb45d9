using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>The names that the event log knows the cases of closed unions by.</summary>
/// <remarks>A log outlives every release, so an approved name stays for ever.</remarks>
internal static class StoredNames
{
    public const string ApprovedFile = "tests/Tieout.Conventions.Tests/Approved/stored-names.txt";

    private const string Json = "src/Tieout.Runtime/Storage/Json/";

    /// <summary>The unions whose cases are stored.</summary>
    private static readonly string[] Unions =
    [
        "EngagementEvent",
        "EngagementCommand",
        "Work",
        "ReferenceFact",
        "ContractLine",
        "RouteEvent",
        "LaneEvent",
        "BillingRunEvent",
    ];

    /// <summary>Cases of a union, nested or beside it, that have no stored name.</summary>
    public static IEnumerable<Breach> Nameless(IReadOnlyCollection<SourceFile> sources)
    {
        var named = sources
            .SelectMany(TypeNames)
            .Select(x => x.Type)
            .ToHashSet(StringComparer.Ordinal);
        return from source in sources
            from type in source.All<TypeDeclarationSyntax>()
            where !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
            let union = type.BaseList?.Types.Select(x => x.Type.ToString()).Intersect(Unions)
            where union?.Any() is true
            let name = NestedName(type)
            where !named.Contains(name)
            select new Breach(source.PlaceOf(type), $"{name} has no stored name");
    }

    /// <summary>Unions of the list that the tree does not have: the guard would guard nothing.
    /// </summary>
    public static IEnumerable<Breach> Vanished(IReadOnlyCollection<SourceFile> sources) =>
        Unions
            .Except(sources.SelectMany(x => x.Types).Select(type => type.Identifier.Text))
            .Select(union => new Breach(union, "is not a type of the tree"));

    /// <summary>Names that changed, went away, are new and not approved, or stand twice.</summary>
    public static IEnumerable<Breach> Changed(
        IEnumerable<SourceFile> sources,
        IEnumerable<string> approved
    )
    {
        var now = Lines(sources).ToList();
        var then = approved.Where(line => line.Length > 0 && line[0] != '#').ToList();
        return then.Except(now, StringComparer.Ordinal)
            .Select(line => new Breach(line, "was approved and is gone: stored events need it"))
            .Concat(
                now.Except(then, StringComparer.Ordinal)
                    .Select(line => new Breach(line, $"is new: add the line to {ApprovedFile}"))
            )
            .Concat(
                now.GroupBy(Key, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .Select(group => new Breach(group.Key, "names two types"))
            );
    }

    /// <summary>One line for each name, as the approved list holds them.</summary>
    public static IEnumerable<string> Lines(IEnumerable<SourceFile> sources) =>
        sources
            .SelectMany(source =>
                TypeNames(source)
                    .Select(x => $"{x.List} {x.Name} = {x.Type}")
                    .Concat(StreamTypes(source))
            )
            .Order(StringComparer.Ordinal);

    private static string Key(string line) => line[..line.IndexOf(" = ", StringComparison.Ordinal)];

    /// <summary>The pairs (typeof(Case), "name") of the lists in the folder of the dialect.</summary>
    private static IEnumerable<(string List, string Type, string Name)> TypeNames(
        SourceFile source
    ) =>
        from tuple in source.All<TupleExpressionSyntax>()
        where source.Path.StartsWith(Json, StringComparison.Ordinal) && tuple.Arguments.Count == 2
        let type = tuple.Arguments[0].Expression as TypeOfExpressionSyntax
        let name = tuple.Arguments[1].Expression as LiteralExpressionSyntax
        where type is not null && name is not null
        let list = tuple.Ancestors().OfType<VariableDeclaratorSyntax>().First().Identifier.Text
        select (list, type.Type.ToString(), name.Token.ValueText);

    /// <summary>The constants that name the events of the runtime's own streams.</summary>
    private static IEnumerable<string> StreamTypes(SourceFile source) =>
        from field in source.All<FieldDeclarationSyntax>()
        where
            source.Path.StartsWith("src/Tieout.Runtime/Storage/", StringComparison.Ordinal)
            && field.Modifiers.Any(SyntaxKind.ConstKeyword)
        from constant in field.Declaration.Variables
        let name = constant.Identifier.Text
        where
            name.EndsWith("Type", StringComparison.Ordinal)
            || name.EndsWith("Category", StringComparison.Ordinal)
        let literal = constant.Initializer?.Value as LiteralExpressionSyntax
        where literal?.IsKind(SyntaxKind.StringLiteralExpression) is true
        let list = name.EndsWith("Type", StringComparison.Ordinal) ? "Types" : "Categories"
        select $"{list} {literal.Token.ValueText} = {name}";

    private static string NestedName(TypeDeclarationSyntax type) =>
        string.Join(
            '.',
            type.AncestorsAndSelf()
                .OfType<TypeDeclarationSyntax>()
                .Select(x => x.Identifier.Text)
                .Reverse()
        );
}
