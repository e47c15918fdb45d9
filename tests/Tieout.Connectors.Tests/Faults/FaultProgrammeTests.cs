using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Faults;

/// <summary>A fault programme hits the requests that it names, and no others.</summary>
public sealed class FaultProgrammeTests
{
    private const string File = """
        [
          // The second and third posting are carried out, and nobody is told.
          { "match": { "method": "POST", "path": "/invoices/*/post" },
            "from": 2, "times": 2, "do": { "action": "commit-then-drop" } },
          { "match": { "method": "*", "path": "/customers/**" },
            "from": 1, "times": 1,
            "do": { "action": "status", "code": 429, "retryAfterSeconds": 3 } },
        ]
        """;

    [Fact]
    public void A_rule_hits_from_its_first_call_on_as_often_as_it_says()
    {
        var programme = FaultProgramme.Parse(File);

        var hits = Enumerable
            .Range(1, 5)
            .Select(i => programme.Next("POST", $"/invoices/{i}/post") is not null);

        Assert.Equal([false, true, true, false, false], hits);
    }

    [Fact]
    public void Other_requests_are_neither_hit_nor_counted()
    {
        var programme = FaultProgramme.Parse(File);

        Assert.Null(programme.Next("GET", "/invoices/1/post"));
        Assert.Null(programme.Next("POST", "/invoices"));
        Assert.Null(programme.Next("POST", "/invoices/1/void"));
        Assert.Null(programme.Next("POST", "/invoices/1/post"));
        Assert.IsType<FaultAction.CommitThenDrop>(programme.Next("post", "/invoices/1/post"));
    }

    [Fact]
    public void Two_stars_stand_for_the_rest_of_a_path()
    {
        var programme = FaultProgramme.Parse(File);

        var action = programme.Next("PUT", "/customers/7/addresses");

        Assert.Equal(new FaultAction.Status(429, RetryAfterSeconds: 3), action);
    }

    /// <summary>In words of the file: whoever writes one does not know our types.</summary>
    [Theory]
    [InlineData("{", "Not a fault programme")]
    [InlineData("""[{ "match": { "method": "GET", "path": "/" }, "from": 1, "times": 1 }]""", "do")]
    [InlineData(
        """
            [{ "match": { "method": "GET", "path": "/" }, "from": 1, "times": 1,
               "do": { "action": "explode" } }]
            """,
        "there is no such action (line 2, $[0].do"
    )]
    [InlineData(
        """
            [{ "match": { "method": "GET", "pth": "/" }, "from": 1, "times": 1,
               "do": { "action": "commit-then-drop" } }]
            """,
        "'pth' is none of them"
    )]
    [InlineData(
        """
            [{ "match": { "method": "GET", "path": "/**/post" }, "from": 1, "times": 1,
               "do": { "action": "commit-then-drop" } }]
            """,
        "in '/**/post' a ** is not the last"
    )]
    public void A_file_that_is_no_programme_is_refused(string json, string why)
    {
        var refused = Assert.Throws<FormatException>(() => FaultProgramme.Parse(json));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Tieout", refused.Message, StringComparison.Ordinal);
    }
}
