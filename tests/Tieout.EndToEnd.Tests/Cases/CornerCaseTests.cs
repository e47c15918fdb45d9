using System.Text.Json;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>Cases at the edges of the rules, each computed by hand from the rule in its source.</summary>
public sealed class CornerCaseTests
{
    private static readonly Dictionary<string, JsonElement> Cases = CaseFile.Load(
        "corner-cases.json"
    );

    public static IEnumerable<TheoryDataRow<string>> Ids =>
        Cases.Keys.Select(id => new TheoryDataRow<string>(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_corner_case_comes_out_as_computed_by_hand(string id) =>
        CaseFile.ComesOut(Cases[id]);
}
