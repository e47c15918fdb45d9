using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Host.Evaluation;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>Single steps that were once answered wrongly, each with the input that found it.</summary>
public sealed class StepCaseTests
{
    [Theory]
    [InlineData("C1", "110.00")]
    [InlineData("C2", "100.00")]
    public void A_rate_line_for_one_customer_is_not_the_rate_of_another(
        string customer,
        string rate
    )
    {
        // the line for C1 starts later than the line for everybody, so it wins where it applies
        var result = Step(
            "rate.resolve",
            $$$"""{"context":{"date":"2025-04-30","contract":"K1","customer":"{{{customer}}}","role":"pm"}}""",
            """
            {"rate_cards":[{"id":"c0","level":"contract","ref":"K1","lines":[
              {"id":"all","rate":"100","match":{"role":"pm"}},
              {"id":"one","rate":"110.00","match":{"role":"pm","customer":"C1"},"from":"2025-01-01"}]}]}
            """
        );

        Assert.Equal(rate, (string?)result["rate"]);
    }

    [Theory]
    [InlineData("C1", "80.00")]
    [InlineData("C2", "100.00")]
    public void A_markup_for_one_customer_is_not_the_markup_of_another(string customer, string rate)
    {
        // 100 less 20 percent = 80
        var result = Step(
            "rate.resolve",
            $$$"""{"context":{"date":"2025-04-30","contract":"K1","customer":"{{{customer}}}"}}""",
            """
            {"rate_cards":[{"id":"c0","level":"contract","ref":"K1",
              "lines":[{"id":"all","rate":"100","match":{}}],
              "markups":[{"match":{"customer":"C1"},"pct":"-20"}]}]}
            """
        );

        Assert.Equal(rate, (string?)result["rate"]);
    }

    [Theory]
    [InlineData("per_category", "-0.00")]
    [InlineData("per_line", "0.00")]
    public void Only_a_tax_that_was_rounded_as_one_keeps_the_sign_of_its_base(
        string mode,
        string tax
    )
    {
        // -3 x 9,119.69 = -27,359.07 at 0 percent
        var result = Step(
            "tax.compute",
            $$$"""
            {"currency":"GBP","mode":"{{{mode}}}","lines":[
              {"id":"l2","rate":"0","qty":"-3","price":"9119.69","category":"O"}]}
            """
        );

        Assert.Equal(tax, (string?)result["breakdown"]![0]!["tax"]);
        Assert.Equal("0.00", (string?)result["tax"]);
    }

    [Theory]
    [InlineData("true", "true", 1)]
    [InlineData("true", "false", 0)]
    [InlineData("true", "null", 0)]
    public void A_flag_is_compared_like_any_other_field(string left, string right, int matched)
    {
        var result = Step(
            "recon.pair",
            $$$"""
            {"compare":["billable"],"left":[{"key":"f","amount":"0.38","billable":{{{left}}}}],
             "right":[{"key":"f","amount":"0.38","billable":{{{right}}}}]}
            """
        );

        Assert.Equal(matched, (int?)result["matched"]);
    }

    [Fact]
    public void A_document_that_was_posted_twice_is_where_it_was_posted_first()
    {
        var result = Step(
            "route.document",
            """
            {"now":"2025-06-01T10:00:00Z",
             "document":{"key":"A","legal_entity":"UK","document_date":"2025-05-31"}}
            """,
            """{"posted":[{"key":"A","target":"legacy"},{"key":"A","target":"cloud"}]}"""
        );

        Assert.Equal("legacy", (string?)result["target"]);
    }

    [Fact]
    public void A_day_rate_without_the_hours_of_a_day_is_refused()
    {
        var error = Assert.Throws<CaseException>(() =>
            Step(
                "rate.resolve",
                """{"context":{"date":"2025-01-01"}}""",
                """
                {"rate_cards":[{"id":"c","level":"resource_default","lines":[
                  {"id":"l","rate":"800","match":{},"unit":"day"}]}]}
                """
            )
        );

        Assert.Equal("X given rate_cards[0] lines[0] hours_per_unit: is missing.", error.Message);
    }

    [Fact]
    public void A_set_in_another_format_is_refused()
    {
        using var set = JsonDocument.Parse("""{"format":"tieout-case/2","cases":[]}""");

        var error = Assert.Throws<CaseException>(() =>
            CaseEvaluator.EvaluateDocument(set.RootElement)
        );

        Assert.Equal("set format: is not tieout-case/1.", error.Message);
    }

    private static JsonNode Step(string type, string args, string given = "{}")
    {
        using var worked = JsonDocument.Parse(
            $$$"""{"id":"X","given":{{{given}}},"steps":[{"do":"{{{type}}}","args":{{{args}}}}]}"""
        );
        return CaseEvaluator.Evaluate(worked.RootElement)["steps"]![0]!;
    }
}
