using System.Text.Json;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>
/// Cases at the edges of the rules and of several rules together, computed by hand from their text.
/// </summary>
public sealed class CornerCaseTests
{
    private static readonly Dictionary<string, JsonElement> Cases = CaseFile
        .Load("corner-cases.json")
        .Concat(CaseFile.Load("combined-cases.json"))
        .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string>> Ids =>
        Cases.Keys.Select(id => new TheoryDataRow<string>(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_corner_case_comes_out_as_computed_by_hand(string id) =>
        CaseFile.ComesOut(Cases[id]);
}
