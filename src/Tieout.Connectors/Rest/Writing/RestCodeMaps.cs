using Tieout.Connect;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>The value maps that codes of the hub go through when documents are written.</summary>
internal static class RestCodeMaps
{
    /// <summary>One for each map and kind of code. A code that a map does not list is refused with its document.</summary>
    public static IReadOnlyList<CodeMap> Of(
        RestWrites writes,
        IReadOnlyDictionary<string, ValueMap> maps
    ) =>
        [
            .. new[] { writes.Documents, writes.CreditMemos }
                .OfType<RestTarget>()
                .SelectMany(CallsOf)
                .SelectMany(call => call.Mapped)
                .Select(x => (x.Map, Kind: KindOf(x.Path)))
                .Where(x => x.Kind is not null)
                .Distinct()
                .OrderBy(x => x.Map, StringComparer.Ordinal)
                .Select(x =>
                    CodeMap.Of(
                        $"maps.{x.Map}",
                        x.Kind!.Value,
                        maps[x.Map].Values.Keys,
                        UnlistedCode.Refused
                    )
                ),
        ];

    private static IEnumerable<RestCall> CallsOf(RestTarget target) =>
        new[] { target.Create, target.Update, target.Post }
            .OfType<RestCall>()
            .Concat(target.After.Select(x => x.Call));

    private static CodeKind? KindOf(string path) =>
        path switch
        {
            "document.lines.taxCode" or "document.taxes.code" or "document.creditTaxes.code" =>
                CodeKind.TaxCode,
            "accounts.revenue" => CodeKind.RevenueAccount,
            "document.legalEntity" => CodeKind.LegalEntity,
            _ => null,
        };
}
