using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The entities have the properties of the vendor's reference and of its samples.</summary>
public sealed class BusinessCentralShapeTests
{
    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    /// <summary>
    /// What samples have and the reference of the same version has not: remains of older versions, and
    /// properties that only the samples of accounts and items show.
    /// </summary>
    private static readonly Dictionary<string, string[]> OnlyInSamples = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["account"] = ["incomeBalance", "debitCreditBalance", "totalBalance", "balance"],
        ["customerPayment"] = ["contactId"],
        ["salesCreditMemo"] = ["contactId", "billingPostalAddress"],
        ["subscriptions"] = [],
    };

    /// <summary>Samples that contradict the reference, which says boolean and a number.</summary>
    private static readonly string[] Contradicted =
    [
        "accountingPeriod.dateLocked",
        "paymentTerm.calculateDiscountOnCreditMemos",
    ];

    [Fact]
    public async Task Every_entity_has_the_properties_of_the_reference_and_no_others()
    {
        var reference = JsonNode
            .Parse(
                await File.ReadAllTextAsync(
                    VendorData.PathTo("business-central", "bc-v2.0-resources.json"),
                    TestContext.Current.CancellationToken
                )
            )!
            .AsObject();
        var served = await ServedAsync();

        Assert.All(
            served,
            type =>
            {
                var name = type.Key is "subscription" ? "subscriptions" : type.Key;
                var told = reference[name]!["properties"]!.AsObject();
                Assert.Equal(
                    told.Select(x => $"{name}.{x.Key}: {KindOf((string)x.Value!["type"]!)}")
                        .Order(),
                    type.Value.Select(x => $"{name}.{x.Key}: {KindOf(x.Value)}").Order()
                );
            }
        );
        Assert.Equal(29, served.Count);
    }

    [Fact]
    public async Task Documented_answers_have_no_property_and_no_kind_of_value_that_is_not_served()
    {
        var served = new Dictionary<string, Dictionary<string, string>>(
            await ServedAsync(),
            StringComparer.OrdinalIgnoreCase
        );
        var compared = 0;
        foreach (var (type, sample) in await SamplesAsync())
        {
            if (
                !served.TryGetValue(type is "subscriptions" ? "subscription" : type, out var fields)
            )
            {
                continue;
            }

            foreach (var (name, value) in sample)
            {
                if (
                    OnlyInSamples.GetValueOrDefault(type, []).Contains(name, StringComparer.Ordinal)
                )
                {
                    continue;
                }

                Assert.True(fields.ContainsKey(name), $"{type}.{name} is not served");
                var isContradicted = Contradicted.Contains(
                    $"{type}.{name}",
                    StringComparer.OrdinalIgnoreCase
                );
                Assert.True(
                    isContradicted || Fits(value, fields[name]),
                    $"{type}.{name} is {value?.ToJsonString()} and no {fields[name]}"
                );
                compared++;
            }
        }

        Assert.True(compared > 700, $"only {compared} values were compared");
    }

    [Theory]
    [InlineData("projects", "project")]
    [InlineData("currencies", "currency")]
    [InlineData("taxGroups", "taxGroup")]
    [InlineData("unitsOfMeasure", "unitOfMeasure")]
    [InlineData("customers", "customer")]
    [InlineData("customerPaymentJournals", "customerPaymentJournal")]
    public async Task Documented_requests_are_answered_in_the_documented_shape(
        string set,
        string type
    )
    {
        var samples = await RawSamplesAsync($"dynamics_{type}_create.md");
        await using var desk = await BusinessCentralDesk.OpenAsync();
        var body = BodyIn(
            samples.Single(x => x.StartsWith("POST https", StringComparison.Ordinal))
        )!;
        foreach (var (name, _) in body.ToList())
        {
            // Ids of the vendor's own demonstration company.
            if (name.EndsWith("Id", StringComparison.Ordinal))
            {
                _ = body.Remove(name);
            }
        }

        if (set is "customerPaymentJournals")
        {
            body["code"] = "ANOTHER";
        }

        var made = (await desk.MakeAsync($"/{set}", body)).AsObject();

        var told = BodyIn(
            samples.Single(x => x.StartsWith("HTTP/1.1 201", StringComparison.Ordinal))
        )!;
        Assert.All(
            told,
            x =>
            {
                Assert.True(made.ContainsKey(x.Key), $"{x.Key} is missing");
                Assert.Equal(Rough(x.Value), Rough(made[x.Key]));
            }
        );
    }

    /// <summary>Type by property by entity, as <c>$metadata</c> tells them.</summary>
    private static async Task<Dictionary<string, Dictionary<string, string>>> ServedAsync()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", desk.Token);
        var text = await http.GetStringAsync(
            new Uri(desk.Service, "$metadata"),
            TestContext.Current.CancellationToken
        );
        return XDocument
            .Parse(text)
            .Descendants(Edm + "EntityType")
            .ToDictionary(
                x => (string)x.Attribute("Name")!,
                x =>
                    x.Elements(Edm + "Property")
                        .ToDictionary(
                            p => (string)p.Attribute("Name")!,
                            p => (string)p.Attribute("Type")!,
                            StringComparer.Ordinal
                        ),
                StringComparer.Ordinal
            );
    }

    private static string KindOf(string type) =>
        type.ToUpperInvariant() switch
        {
            "GUID" or "EDM.GUID" => "guid",
            "STRING" or "EDM.STRING" => "text",
            "DECIMAL" or "EDM.DECIMAL" => "decimal",
            "INTEGER" or "INT32" or "EDM.INT32" => "integer",
            "INT64" or "EDM.INT64" => "long",
            "BOOLEAN" or "EDM.BOOLEAN" => "boolean",
            "DATE" or "EDM.DATE" => "date",
            "DATETIME" or "DATETIMEOFFSET" or "EDM.DATETIMEOFFSET" => "instant",
            _ => "choice",
        };

    private static bool Fits(JsonNode? value, string type) =>
        (KindOf(type), value?.GetValueKind()) switch
        {
            ("decimal" or "integer" or "long", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("decimal" or "integer" or "long" or "boolean", _) => false,
            (_, JsonValueKind.String) => true,
            _ => false,
        };

    private static string Rough(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            { } kind => kind.ToString(),
            null => "null",
        };

    private static async Task<List<string>> RawSamplesAsync(string? document = null) =>
        [
            .. JsonNode
                .Parse(
                    await File.ReadAllTextAsync(
                        VendorData.PathTo("business-central", "bc-v2.0-doc-samples.json"),
                        TestContext.Current.CancellationToken
                    )
                )!
                .AsArray()
                .Where(x => document is null || IsSame((string)x!["doc"]!, document))
                .Select(x => (string)x!["text"]!),
        ];

    private static async Task<List<(string Type, JsonObject Sample)>> SamplesAsync()
    {
        var path = VendorData.PathTo("business-central", "bc-v2.0-doc-samples.json");
        var all = JsonNode.Parse(
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)
        )!;
        return
        [
            .. from sample in all.AsArray()
            let parts = ((string)sample!["doc"]!).Split('_', '.')
            where parts is ["dynamics", _, "get" or "create" or "update", "md"]
            let text = (string)sample["text"]!
            where text.StartsWith('{') || text.StartsWith("HTTP/1.1 20", StringComparison.Ordinal)
            let body = BodyIn(text)
            where body is not null
            select (parts[1], body),
        ];
    }

    // The vendor spells the names of its pages in several ways.
    private static bool IsSame(string page, string name) =>
        string.Equals(page, name, StringComparison.OrdinalIgnoreCase);

    private static JsonObject? BodyIn(string text)
    {
        try
        {
            var start = text.IndexOf('{', text.LastIndexOf("\n\n", StringComparison.Ordinal) + 1);
            return start < 0 ? null : JsonNode.Parse(text[start..]) as JsonObject;
        }
        catch (JsonException)
        {
            // Some samples are cut off, or have a comma too many.
            return null;
        }
    }
}
