using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Clockify;

/// <summary>Answers have only members that Clockify's specification has, with their types.</summary>
public sealed class ClockifyShapeTests
{
    [Fact]
    public async Task Answers_have_the_members_and_types_of_the_specification()
    {
        var facts = JsonNode.Parse(
            await File.ReadAllTextAsync(
                VendorData.PathTo("clockify", "api-facts.json"),
                TestContext.Current.CancellationToken
            )
        )!;
        await using var office = await ClockifyOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        await office.SubmitAsync("2026-03-02");
        office.Sandbox.LetTimeGoBy();
        var differences = new List<string>();

        foreach (var (schema, reply) in await AnswersAsync(office, entry))
        {
            var one = reply.Body is JsonArray { Count: > 0 } list ? list[0] : reply.Body;
            differences.AddRange(Differences(facts["schemas"]!, schema, one!.AsObject(), schema));
        }

        Assert.Empty(differences);
    }

    private static async Task<IReadOnlyList<(string, TrackerReply)>> AnswersAsync(
        ClockifyOffice office,
        JsonNode entry
    )
    {
        const string Root = ClockifyOffice.Root;
        return
        [
            (
                "TimeEntryWithRatesDtoV1",
                await office.Sandbox.GetAsync($"{Root}/time-entries/{entry["id"]}")
            ),
            ("ApprovalDetailsDtoV1", await office.Sandbox.GetAsync($"{Root}/approval-requests")),
            ("ProjectDtoImplV1", await office.Sandbox.GetAsync($"{Root}/projects")),
            ("ClientWithCurrencyDtoV1", await office.Sandbox.GetAsync($"{Root}/clients")),
            ("TaskDtoV1", await office.Sandbox.GetAsync($"{Root}/projects/{office.Project}/tasks")),
            ("UserDtoV1", await office.Sandbox.GetAsync($"{Root}/users")),
            ("WorkspaceDtoV1", await office.Sandbox.GetAsync(Root)),
            ("WebhooksDtoV1", await office.Sandbox.GetAsync($"{Root}/webhooks")),
        ];
    }

    private static IEnumerable<string> Differences(
        JsonNode schemas,
        string schema,
        JsonObject served,
        string place
    )
    {
        var fields = schemas[schema]!["fields"]!.AsObject();
        foreach (var (name, value) in served.Where(x => x.Value is not null))
        {
            if (fields[name]?.ToString() is not { } type)
            {
                yield return $"{place}.{name} is not in {schema}";
                continue;
            }

            var element = type.Trim('[', ']');
            var item = value is JsonArray { Count: > 0 } list ? list[0] : value;
            if (schemas[element]?["fields"] is not null && item is JsonObject inner)
            {
                foreach (var one in Differences(schemas, element, inner, $"{place}.{name}"))
                {
                    yield return one;
                }
            }
            else if (!Fits(type, value!))
            {
                yield return $"{place}.{name} is {value!.GetValueKind()}, specified as {type}";
            }
        }
    }

    private static bool Fits(string type, JsonNode value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.Array => type.StartsWith('['),
            JsonValueKind.True or JsonValueKind.False => type.StartsWith(
                "boolean",
                StringComparison.Ordinal
            ),
            JsonValueKind.Number => type.StartsWith("integer", StringComparison.Ordinal)
                || type.StartsWith("number", StringComparison.Ordinal),
            JsonValueKind.String => !type.StartsWith("boolean", StringComparison.Ordinal)
                && !type.StartsWith("integer", StringComparison.Ordinal)
                && !type.StartsWith('['),
            _ => true,
        };
}
