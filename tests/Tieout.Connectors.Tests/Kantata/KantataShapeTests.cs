using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>What the simulator tells has the types that were seen in real accounts.</summary>
public sealed class KantataShapeTests
{
    /// <summary>Where the vendor's specification says otherwise than what was seen; it is followed.</summary>
    private static readonly string[] AsSpecified =
    [
        // A boolean there, a text in what was seen.
        "time_entries.taxable",
        // Text in an answer, as every id.
        "invoices.id",
    ];

    [Fact]
    public async Task Members_have_the_types_that_were_seen()
    {
        var file = VendorData.PathTo("kantata", "field-types-from-tap.json");
        var seen = JsonNode
            .Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!
            .AsObject();
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02", 60);
        var timesheet = await office.SubmitAsync([entry]);
        await office.DecideAsync(timesheet, "approve");
        await office.SpendAsync("2026-03-03");
        await office.AddAsync("expense_categories", """{"expense_category":{"name":"Travel"}}""");
        await office.Sandbox.DoAsync(
            "POST",
            "rehearsal/invoices",
            $$"""{"time_entry_ids":[{{entry}}]}"""
        );
        var differences = new List<string>();
        var compared = 0;
        foreach (var (kind, path) in Compared)
        {
            var answer = await office.Sandbox.GetAsync($"{KantataOffice.Root}/{path}");
            var types = (seen[kind] ?? seen["workspace_" + kind])!.AsObject();
            foreach (var record in KantataOffice.RecordsOf(answer.Body))
            {
                foreach (
                    var (name, value) in record.AsObject().Where(x => types.ContainsKey(x.Key))
                )
                {
                    compared++;
                    if (!Fits(types[name]!, value))
                    {
                        differences.Add($"{kind}.{name}");
                    }
                }
            }
        }

        Assert.Equal(
            AsSpecified,
            differences.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Reverse()
        );
        Assert.InRange(compared, 120, int.MaxValue);
    }

    private static (string Kind, string Path)[] Compared { get; } =
    [
        ("time_entries", "time_entries?include=user,workspace,story,active_submission"),
        ("expenses", "expenses?include=user,workspace,story,active_submission,external_references"),
        (
            "workspaces",
            "workspaces?include=workspace_groups,participants,creator,custom_field_values"
        ),
        ("workspace_groups", "workspace_groups?include=workspaces,external_references"),
        ("users", "users"),
        ("account_memberships", "account_memberships?include=user"),
        ("stories", "stories?include=workspace,creator,parent"),
        ("invoices", "invoices?include=time_entries,expenses,workspaces,user,external_references"),
        ("expense_categories", "expense_categories"),
        ("custom_fields", "custom_fields"),
        ("custom_field_values", "custom_field_values"),
    ];

    /// <summary>Null fits every type: it says nothing.</summary>
    private static bool Fits(JsonNode type, JsonNode? value)
    {
        if (value is null)
        {
            return true;
        }

        var kind = value.GetValueKind();
        if (type is JsonObject)
        {
            return kind is JsonValueKind.Object;
        }

        return type.ToString().Split(':')[0] switch
        {
            "string" => kind is JsonValueKind.String,
            "integer" or "number" => kind is JsonValueKind.Number,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "array" => kind is JsonValueKind.Array,
            _ => false,
        };
    }
}
