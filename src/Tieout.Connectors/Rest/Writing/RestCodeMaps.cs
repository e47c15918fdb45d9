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
            .. from target in new[] { writes.Documents, writes.CreditMemos }.OfType<RestTarget>()
            from call in CallsOf(target)
            from mapped in call.Mapped
            let kind = KindOf(mapped.Path)
            where kind is not null
            group mapped by (mapped.Map, Kind: kind.Value) into same
            orderby same.Key.Map, same.Key.Kind
            select CodeMap.Of(
                $"maps.{same.Key.Map}",
                same.Key.Kind,
                maps[same.Key.Map].Values.Keys,
                UnlistedCode.Refused
            ),
        ];

    private static IEnumerable<RestCall> CallsOf(RestTarget target) =>
        new[] { target.Create, target.Update, target.Post }
            .OfType<RestCall>()
            .Concat(target.After.Select(x => x.Call));

    private static CodeKind? KindOf(string path) =>
        path switch
        {
            "taxCode" => CodeKind.TaxCode,
            "accounts.revenue" => CodeKind.RevenueAccount,
            "document.legalEntity" => CodeKind.LegalEntity,
            _ => null,
        };
}
