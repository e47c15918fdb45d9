using Tieout.Connect;
using Tieout.Host.Configuration;
using Tieout.Runtime.Reconciliation.Coverage;

namespace Tieout.Host.Hosting;

/// <summary>Says which codes in use the maps of the targets do not list.</summary>
internal static class MapCheck
{
    private const int ShownMax = 10;

    /// <summary>One finding for each map that has something to translate; a code that is refused fails.</summary>
    /// <param name="sinks">All targets of the configuration.</param>
    /// <param name="routes">Which target keeps the books of which legal entity.</param>
    /// <param name="used">Codes in use.</param>
    public static IEnumerable<CheckFinding> Of(
        IReadOnlyList<ISink> sinks,
        RouteSettings routes,
        IReadOnlyList<UsedCode> used
    ) =>
        from sink in sinks
        where sink is ICodeMapper
        let there = used.Where(x =>
                string.Equals(routes.TargetOf(x.LegalEntity), sink.System, StringComparison.Ordinal)
            )
            .ToList()
        from map in ((ICodeMapper)sink).CodeMaps
        let codes = there
            .Where(x => x.Kind == map.Kind)
            .Select(x => x.Code)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList()
        where codes.Count > 0
        select Of(sink.System, map, codes);

    private static CheckFinding Of(string target, CodeMap map, List<string> codes)
    {
        var missing = codes.FindAll(code => !map.Codes.Contains(code));
        var what = $"{map.Setting} of {target}";
        var words = WordsOf(map.Kind);
        if (missing.Count == 0)
        {
            return new CheckFinding(
                what,
                IsGood: true,
                $"{codes.Count} of {codes.Count} {words} in use are mapped"
            );
        }

        var some = string.Join(", ", missing.Take(ShownMax));
        var shown = missing.Count > ShownMax ? $"{some} and {missing.Count - ShownMax} more" : some;
        var (isGood, then) = map.Unlisted switch
        {
            UnlistedCode.Refused => (false, "what has them is not delivered"),
            UnlistedCode.LeftOut => (true, "documents are written without them"),
            _ => (true, "they go there as they are"),
        };
        return new CheckFinding(
            what,
            isGood,
            $"{missing.Count} of {codes.Count} {words} in use are not mapped, {then}: {shown}"
        )
        {
            // A map that lists none is a decision; one that lists some has perhaps forgotten these.
            IsNote = isGood && (map.Codes.Count > 0 || map.Unlisted is not UnlistedCode.PassedOn),
        };
    }

    private static string WordsOf(CodeKind kind) =>
        kind switch
        {
            CodeKind.LegalEntity => "legal entities",
            CodeKind.TaxCode => "tax codes",
            CodeKind.RevenueAccount => "revenue accounts",
            _ => "dimensions",
        };
}
