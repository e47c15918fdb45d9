using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Host.Evaluation;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>What cannot be understood is refused with case, step and field, and what is allowed.</summary>
public sealed class MalformedCaseTests
{
    private static readonly string Steps = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Cases", "malformed-steps.json")
    );

    [Fact]
    public void A_step_is_refused_with_its_field()
    {
        foreach (var row in JsonNode.Parse(Steps)!.AsArray())
        {
            var step = new JsonObject
            {
                ["do"] = row!["do"]!.DeepClone(),
                ["args"] = row["args"]!.DeepClone(),
            };
            var worked = new JsonObject { ["id"] = "X", ["steps"] = new JsonArray(step) };

            Refused(worked.ToJsonString(), (string)row["message"]!);
        }
    }

    [Theory]
    [InlineData(
        """ "tax":{"codes":{"V":{"category":"O","rate":"5"}}}""",
        "X given tax codes V rate: is not zero, and its category is not taxed."
    )]
    [InlineData(
        """ "time":[{"id":"t","project":"P","date":"2025-01-32","hours":"1"}]""",
        "X given time[0] date: is no date such as 2026-10-31."
    )]
    [InlineData(
        """ "time":[{"id":"t","project":"P","date":"2025-01-31"}]""",
        "X given time[0] hours: is missing."
    )]
    [InlineData(
        """ "time":[{"id":"t","project":"P","date":"2025-01-31","hours":"1","minutes":"1"}]""",
        "X given time[0] minutes: is a second effort; hours or minutes are allowed."
    )]
    [InlineData(
        """ "time":[{"id":"t","project":"P","date":"2025-01-31","hours":"1","status":"ok"}]""",
        "X given time[0] status: is none of draft, submitted, approved, rejected, written_off, superseded."
    )]
    [InlineData(
        """ "time":[{"id":"t","project":"P","date":"2025-01-31","hours":"1","billable":"no"}]""",
        "X given time[0] billable: is not true or false."
    )]
    [InlineData(
        """ "time":[{"id":"t","project":"P","date":"2025-01-31","hours":"1"},{"id":"t","project":"P","date":"2025-01-31","hours":"2"}]""",
        "X given time[1] id: is a second 't'; each is allowed once."
    )]
    [InlineData(
        """ "expenses":[{"id":"x","project":"P","date":"2025-01-31"}]""",
        "X given expenses[0] amount: is missing."
    )]
    [InlineData(
        """ "tax":{"codes":{"V":{"category":"S"}}}""",
        "X given tax codes V rate: is missing."
    )]
    [InlineData(
        """ "tax":{"mode":"per_page","codes":{}}""",
        "X given tax mode: is none of per_category, per_line, per_document."
    )]
    [InlineData(
        """ "rate_cards":[{"id":"r","level":"contract","ref":"K"},{"id":"r","level":"contract","ref":"K"}]""",
        "X given rate_cards[1] id: is a second 'r'; each is allowed once."
    )]
    [InlineData(
        """ "rate_cards":[{"id":"r","level":"task","ref":"K"}]""",
        "X given rate_cards[0] level: is none of entry, assignment, project, contract, quote, customer, entity, resource_default."
    )]
    [InlineData(
        """ "fx":[{"from":"USD","to":"EUR","date":"2025-01-01","rate":"0"}]""",
        "X given fx[0] rate: is not above zero."
    )]
    [InlineData(
        """ "deliveries":[{"id":"d","line":"L","date":"2025-01-01"}]""",
        "X given deliveries[0] qty: is missing."
    )]
    public void What_is_given_is_refused_with_its_field(string given, string message) =>
        Refused(Billing(given, """{"id":"L","model":"tm"}"""), message);

    [Theory]
    [InlineData(
        """{"id":"L","model":"hourly"}""",
        "model: is none of tm, retainer, fixed, milestone, unit, progress, expense."
    )]
    [InlineData(
        """{"id":"L","model":"tm","cap":{"amount":"1","on_exceed":"stop"}}""",
        "cap on_exceed: is none of split, block, absorb."
    )]
    [InlineData(
        """{"id":"L","model":"tm","group_by":["role","week"]}""",
        "group_by[1]: is none of role, rate, task, resource, project, date, entry."
    )]
    [InlineData(
        """{"id":"L","model":"tm","cap":{"amount":"-5"}}""",
        "cap amount: is below zero; zero or more is allowed."
    )]
    [InlineData(
        """{"id":"L","model":"tm","discount_pct":"150"}""",
        "discount_pct: is more than 100 per cent."
    )]
    [InlineData("""{"id":"L","model":"retainer"}""", "amount: is missing.")]
    [InlineData(
        """{"id":"L","model":"retainer","amount":"1","overage":{"by":"card"}}""",
        "overage by: is none of rate_card."
    )]
    [InlineData(
        """{"id":"L","model":"retainer","amount":"1","included_hours":"-1"}""",
        "included_hours: is below zero; zero or more is allowed."
    )]
    [InlineData(
        """{"id":"L","model":"fixed","total":"1.00","schedule":[{"id":"a","date":"2025-01-01","pct":"0"}]}""",
        "schedule: has no pct above zero to share the total by."
    )]
    [InlineData("""{"id":"L","model":"milestone"}""", "milestones: is missing.")]
    [InlineData("""{"id":"L","model":"unit"}""", "unit_price: is missing.")]
    public void A_contract_line_is_refused_with_its_field(string line, string message) =>
        Refused(Billing("\"time\":[]", line), $"X given contracts[0] lines[0] {message}");

    [Fact]
    public void A_standard_rate_that_is_not_given_is_not_zero() =>
        Refused(
            """
            {"id":"X","given":{"tax_rates":{"FR":"20"}},"steps":[{"do":"tax.determine","args":
              {"supplier":{"country":"DE"},"customer":{"country":"DE"},"date":"2025-01-01"}}]}
            """,
            "X given tax_rates DE: is missing."
        );

    [Fact]
    public void A_change_of_time_is_refused_with_its_place() =>
        Refused(
            """
            {"id":"X","given":{"time":[{"id":"t","project":"P","date":"2025-01-31","hours":"1"}]},
             "steps":[{"do":"time.update","args":{"set":[{"id":"t","status":"done"}]}}]}
            """,
            "X step 0 (time.update) set[0] status: is none of draft, submitted, approved, rejected, "
                + "written_off, superseded."
        );

    [Fact]
    public void A_credit_of_an_entry_that_nobody_knows_is_refused() =>
        Refused(
            """
            {"id":"X","given":{"contracts":[{"id":"K","customer":"C","currency":"EUR","start":"2025-01-01",
              "lines":[{"id":"L","model":"fixed","schedule":[{"id":"a","date":"2025-01-01","amount":"5"}]}]}]},
             "steps":[{"do":"bill.run","args":{"contract":"K","from":"2025-01-01","to":"2025-01-31"}},
              {"do":"bill.credit","args":{"invoice":"INV-1","entries":["zz"]}}]}
            """,
            "X step 1 (bill.credit) entries: has 'zz', which is no time entry."
        );

    private static string Billing(string given, string line) =>
        $$$"""
            {"id":"X","given":{"contracts":[{"id":"K","customer":"C","currency":"EUR",
              "start":"2025-01-01","lines":[{{{line}}}]}],{{{given}}}},
             "steps":[{"do":"bill.run","args":{"contract":"K","from":"2025-01-01","to":"2025-01-31"}}]}
            """;

    private static void Refused(string json, string message)
    {
        using var document = JsonDocument.Parse(json);

        var error = Assert.ThrowsAny<CaseException>(() =>
            CaseEvaluator.EvaluateDocument(document.RootElement)
        );

        Assert.Equal(message, error.Message);
    }
}
