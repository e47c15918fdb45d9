using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>Jurisdictions, their rates, and which tax codes are taxed nowhere or not everywhere.</summary>
/// <remarks>
/// A rehearsal's figures, and no source of tax law. The rows of Irvine and of France are those of
/// recorded answers, so that these come out again.
/// </remarks>
internal sealed class AvaTaxTable(ObjectStore store)
{
    private const string Untaxed = "untaxed";

    private const string Rows = """
        [
          {"country":"US","region":"CA","level":"State","code":"06","name":"CALIFORNIA","rate":0.06},
          {"country":"US","region":"CA","level":"County","code":"059","name":"ORANGE","rate":0.0025,"postalCodes":["926","927","928"]},
          {"country":"US","region":"CA","level":"Special","code":"EMTN0","name":"ORANGE CO LOCAL TAX SL","rate":0.01,"postalCodes":["926","927","928"],"stateAssignedNo":"30"},
          {"country":"US","region":"CA","level":"Special","code":"EMAZ0","name":"ORANGE COUNTY DISTRICT TAX SP","rate":0.005,"postalCodes":["926","927","928"],"stateAssignedNo":"037"},
          {"country":"US","region":"NY","level":"State","code":"36","name":"NEW YORK","rate":0.04},
          {"country":"US","region":"NY","level":"City","code":"51000","name":"NEW YORK CITY","rate":0.045,"postalCodes":["100","101","102"]},
          {"country":"US","region":"NY","level":"Special","code":"359071","name":"METROPOLITAN COMMUTER TRANSPORTATION DISTRICT","rate":0.00375,"postalCodes":["100","101","102"]},
          {"country":"US","region":"OR","level":"State","code":"41","name":"OREGON","rate":0,"postalCodes":["97"]},
          {"country":"US","region":"TX","level":"State","code":"48","name":"TEXAS","rate":0.0625},
          {"country":"US","region":"TX","level":"City","code":"05000","name":"AUSTIN","rate":0.01,"postalCodes":["787"]},
          {"country":"US","region":"TX","level":"Special","code":"6000814","name":"AUSTIN MTA TRANSIT","rate":0.01,"postalCodes":["787"]},
          {"country":"US","region":"WA","level":"State","code":"53","name":"WASHINGTON","rate":0.065},
          {"country":"US","region":"WA","level":"County","code":"033","name":"KING","rate":0,"postalCodes":["980","981"],"stateAssignedNo":"1700"},
          {"country":"US","region":"WA","level":"City","code":"63000","name":"SEATTLE","rate":0.036,"postalCodes":["981"],"stateAssignedNo":"1726"},
          {"country":"AT","level":"Country","code":"AT","name":"AUSTRIA","rate":0.2},
          {"country":"BE","level":"Country","code":"BE","name":"BELGIUM","rate":0.21},
          {"country":"DE","level":"Country","code":"DE","name":"GERMANY","rate":0.19},
          {"country":"ES","level":"Country","code":"ES","name":"SPAIN","rate":0.21},
          {"country":"FR","level":"Country","code":"FR","name":"FRANCE","rate":0.2},
          {"country":"FR","level":"Country","code":"FR","name":"FRANCE","rate":0.055,"taxCodes":["PB"]},
          {"country":"GB","level":"Country","code":"GB","name":"UNITED KINGDOM","rate":0.2},
          {"country":"IE","level":"Country","code":"IE","name":"IRELAND","rate":0.23},
          {"country":"IT","level":"Country","code":"IT","name":"ITALY","rate":0.22},
          {"country":"NL","level":"Country","code":"NL","name":"NETHERLANDS","rate":0.21}
        ]
        """;

    private const string UntaxedRows = """
        [
          {"taxCode":"NT"},
          {"taxCode":"SP","country":"US","region":"CA"},
          {"taxCode":"SP","country":"US","region":"NY"},
          {"taxCode":"SP","country":"US","region":"TX"}
        ]
        """;

    private static readonly string[] Union =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(
            ' '
        );

    /// <summary>Fills the table of a new account.</summary>
    public void Sow(DateTimeOffset now)
    {
        foreach (var row in JsonNode.Parse(Rows)!.AsArray())
        {
            Put(row!.AsObject(), now);
        }

        PutUntaxed(JsonNode.Parse(UntaxedRows)!.AsArray(), now);
    }

    /// <summary>Adds a row, or takes the place of the one with its key.</summary>
    public void Put(JsonObject row, DateTimeOffset now)
    {
        var key = AvaTaxJurisdiction.Read(row).Key;
        if (store.Find(AvaTaxJurisdiction.Kind, key) is { } held)
        {
            store.Put(held with { Modified = now, Fields = row.Copy() });
        }
        else
        {
            _ = store.Add(AvaTaxJurisdiction.Kind, key, now, row.Copy());
        }
    }

    /// <summary>Forgets every jurisdiction.</summary>
    public void Clear()
    {
        foreach (var held in store.All(AvaTaxJurisdiction.Kind))
        {
            store.Remove(AvaTaxJurisdiction.Kind, held.Id);
        }
    }

    /// <summary>Which tax codes are not taxed: rows of taxCode, country and region, a beginning or all.</summary>
    public void PutUntaxed(JsonArray rows, DateTimeOffset now)
    {
        store.Remove(Untaxed, Untaxed);
        _ = store.Add(Untaxed, Untaxed, now, new JsonObject { ["rows"] = rows.DeepClone() });
    }

    public JsonArray All() =>
        store.All(AvaTaxJurisdiction.Kind).Select(x => (JsonNode)x.Fields).ToJsonArray();

    /// <summary>Who levies tax at a place on a date, the widest first.</summary>
    public IReadOnlyList<AvaTaxJurisdiction> At(AvaTaxPlace place, DateOnly date, string taxCode) =>
        [
            .. store
                .All(AvaTaxJurisdiction.Kind)
                .Select(x => AvaTaxJurisdiction.Read(x.Fields))
                .Where(x => x.IsOf(place) && x.IsOn(date) && x.FitOf(taxCode) is not null)
                .GroupBy(x => (x.Level, x.Code))
                .Select(x =>
                    x.OrderByDescending(y => y.FitOf(taxCode)).ThenByDescending(y => y.From).First()
                ),
        ];

    /// <summary>Whether anything is levied in a country at all.</summary>
    public bool Knows(string country) =>
        store
            .All(AvaTaxJurisdiction.Kind)
            .Any(x =>
                country.Equals(x.Fields.TextAt("country"), StringComparison.OrdinalIgnoreCase)
            );

    public bool IsUntaxed(AvaTaxPlace place, string taxCode) =>
        store.Find(Untaxed, Untaxed)!.Fields["rows"] is JsonArray rows
        && rows.OfType<JsonObject>()
            .Any(x =>
                taxCode.StartsWith(x.Text("taxCode"), StringComparison.OrdinalIgnoreCase)
                && IsAnyOr(x.TextAt("country"), place.Country)
                && IsAnyOr(x.TextAt("region"), place.Region)
            );

    /// <summary>The state of a postal code, as far as a row of the table has it.</summary>
    public string? RegionOf(string country, string postalCode) =>
        store
            .All(AvaTaxJurisdiction.Kind)
            .Select(x => AvaTaxJurisdiction.Read(x.Fields))
            .FirstOrDefault(x =>
                x.Country.Equals(country, StringComparison.Ordinal)
                && x.PostalCodes.Any(y => postalCode.StartsWith(y, StringComparison.Ordinal))
            )
            ?.Region;

    public static bool IsInUnion(string country) => Union.Contains(country, StringComparer.Ordinal);

    private static bool IsAnyOr(string? wanted, string told) =>
        wanted is null || wanted.Equals(told, StringComparison.OrdinalIgnoreCase);
}
