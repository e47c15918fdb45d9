namespace Tieout.Connectors.Tests.Rest;

/// <summary>A message says what the manifest has to say, not only that a value is wrong.</summary>
public sealed class RestCureTests
{
    [Theory]
    [InlineData("seconds: x", "\"02:30\"", "'02:30' is no number; say as: clock")]
    [InlineData("hours: x", "\"02:30\"", "is no number; say as: clock, in the column seconds")]
    [InlineData("seconds: x", "\"PT2H\"", "is no number; say as: duration")]
    [InlineData("hours: x", "\"7,50\"", "is no number; say as: decimal-comma")]
    [InlineData(
        "updated_at: x",
        "1790000060000",
        "is no instant of ISO 8601 with its offset; say as: unix-milliseconds"
    )]
    [InlineData(
        "updated_at: x",
        "1790000060",
        "is no instant of ISO 8601 with its offset; say as: unix-seconds"
    )]
    [InlineData(
        "work_date: x",
        "1790000060000",
        "is no day; say as: unix-milliseconds with the zone of the day"
    )]
    [InlineData("work_date: x", "\"05.10.2026\"", "is no day; say its format, such as dd.MM.yyyy")]
    [InlineData("work_date: x", "\"2026-13-01\"", "a year has no month 13")]
    [InlineData(
        "rate: x",
        "5",
        "rate_currency: '' is empty, but rate is filled; write it like GBP"
    )]
    [InlineData(
        "project: who.bagde",
        "5",
        "project from who.bagde: '' is empty; nothing is there, 'who' has: badge, id"
    )]
    public async Task What_the_manifest_has_to_say_is_told(string field, string json, string told)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            $$"""[{ "id": 1, "x": {{json}}, "who": { "id": 7, "badge": "R-7" } }]"""
        );

        var page = Assert.Single(await rest.ReadAsync(RestFieldTests.Manifest(field)));

        Assert.Contains(told, Assert.Single(page.Rejected).Message, StringComparison.Ordinal);
    }
}
