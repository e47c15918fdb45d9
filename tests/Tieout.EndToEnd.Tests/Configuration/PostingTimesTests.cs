using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Host.Configuration;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>When documents may be delivered, as hub.yaml says it.</summary>
public sealed class PostingTimesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{ days: 1-25 }", 1, 25, "00:00", "00:00", "Europe/London")]
    [InlineData("{ hours: 08:00-20:00 }", 1, 31, "08:00", "20:00", "Europe/London")]
    [InlineData(
        "{ days: 28-3, hours: 22:30-24:00, zone: Asia/Tokyo }",
        28,
        3,
        "22:30",
        "00:00",
        "Asia/Tokyo"
    )]
    public void A_target_has_the_window_that_is_written(
        string window,
        int firstDay,
        int lastDay,
        string opens,
        string closes,
        string zone
    )
    {
        var hour = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        var hub = Read($"postingWindow: {window}");

        Assert.Equal(
            new PostingWindow(
                DateTimeZoneProviders.Tzdb[zone],
                firstDay,
                lastDay,
                hour.Parse(opens).Value,
                hour.Parse(closes).Value
            ),
            Assert.Single(hub.Systems).PostingWindow
        );
    }

    [Fact]
    public void A_freeze_holds_from_its_first_day_to_the_end_of_its_last_where_the_firm_is()
    {
        var uk = LegalEntityCode.Parse("UK");
        var freeze = Assert.Single(Read("linesCountAs: approved").Freezes);

        // In London summer ends on 25 October 2026.
        Assert.False(freeze.Holds(uk, Instant.FromUtc(2026, 10, 23, 22, 59)));
        Assert.True(freeze.Holds(uk, Instant.FromUtc(2026, 10, 23, 23, 0)));
        Assert.True(freeze.Holds(uk, Instant.FromUtc(2026, 10, 26, 23, 59)));
        Assert.False(freeze.Holds(uk, Instant.FromUtc(2026, 10, 27, 0, 0)));
        Assert.False(
            freeze.Holds(LegalEntityCode.Parse("DE"), Instant.FromUtc(2026, 10, 25, 0, 0))
        );
    }

    private HubConfiguration Read(string target)
    {
        var file = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(
            file,
            $"""
            systems:
              erp:
                kind: tryton
                server: http://localhost:8000/
                database: books
                login: tieout
                password: env:X
                {target}
            zone: Europe/London
            freeze:
              - {"{ entity: UK, from: 2026-10-24, to: 2026-10-26 }"}
            """
        );
        var isRead = ConfigurationReader.TryRead(file, out var hub, out var problems);
        Assert.True(isRead, string.Join('\n', problems));
        return hub!;
    }
}
