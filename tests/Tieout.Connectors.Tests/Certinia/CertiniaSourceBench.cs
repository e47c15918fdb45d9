using System.Text.Json;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>Timecards with one day each, known to the tests by names and not by the vendor's ids.</summary>
internal sealed class CertiniaSourceBench(CertiniaOrg org) : ISourceBench
{
    private const string Cards = "/sobjects/" + CertiniaOrg.Card;
    private const string Hour = "\"pse__Monday_Hours__c\":1";

    private readonly Dictionary<string, string> _cards = new(StringComparer.Ordinal);

    public int PageSize => 4;

    public string TimeFeed => "time";

    public int TurnedDown => org.Sandbox.Server.Faults.Hits;

    public ISource Open() => new Renamed(org.Open(pageSize: PageSize), _cards);

    public ISource OpenWithWrongSettings() => org.Open(secret: "guessed");

    public async Task AddTimeAsync(
        IReadOnlyList<string> ids,
        bool sharedStamp,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in ids)
        {
            _cards[id] = await org.CardAsync(Hour);
            org.Sandbox.Time.Advance(TimeSpan.FromSeconds(sharedStamp ? 0 : 1));
        }

        Settle();
    }

    public async Task EditTimeAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await org.ChangeAsync(
            CertiniaOrg.Card,
            _cards[id],
            """{"pse__Monday_Hours__c":1.5}"""
        );
        Assert.Null(answer.Code);
        Settle();
    }

    public async Task<string> AddBrokenTimeAsync(
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        CancellationToken cancellationToken
    )
    {
        await AddTimeAsync(before, sharedStamp: false, cancellationToken);
        var broken = await AddOfNobodyAsync();
        _cards["broken"] = broken;
        await AddTimeAsync(after, sharedStamp: false, cancellationToken);
        return broken;
    }

    public async Task MendAsync(CancellationToken cancellationToken)
    {
        var nobody = await org.Sandbox.ColumnAsync(
            "SELECT Id FROM Contact WHERE LastName = 'Nobody'"
        );
        const string code = """{"pse__ERP_Worker_Correlation_Id__c":"E-8"}""";
        Assert.Null((await org.ChangeAsync("Contact", nobody[0]!, code)).Code);
        await EditTimeAsync("broken", cancellationToken);
    }

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                org.Sandbox.Fail("POST", Cards, new FaultAction.CommitLate(300_000));
                await AddTimeAsync(["late"], sharedStamp: false, cancellationToken);
                break;
            case SourceTrouble.Deletion:
                var answer = await org.Sandbox.DeleteAsync($"{Cards}/{_cards["003"]}");
                Assert.Null(answer.Code);
                Settle();
                break;
            case SourceTrouble.Throttling:
                org.Sandbox.Fail("GET", "/queryAll", new FaultAction.Status(403));
                break;
            case SourceTrouble.ExpiredSession:
                org.Sandbox.Fail("GET", "/queryAll", new FaultAction.ExpireTokens());
                break;
            case SourceTrouble.NewField:
                var news = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["News__c"] = JsonElement.Parse("7"),
                };
                var change = new FaultAction.ChangeAnswer(With: news, Beside: "SystemModstamp");
                org.Sandbox.Fail("GET", "/queryAll", change, times: int.MaxValue);
                break;
            case SourceTrouble.MissingField:
                _ = await AddOfNobodyAsync();
                break;
            case SourceTrouble.NewWord:
                foreach (var kind in new[] { CertiniaOrg.Card, CertiniaOrg.Split })
                {
                    org.Sandbox.Server.Tampering.AddValue(kind, "pse__Status__c", "Parked");
                }

                _ = await org.CardAsync(Hour + ",\"pse__Status__c\":\"Parked\"");
                break;
            default:
                return false;
        }

        return true;
    }

    public Task<string> BreakTimeFeedAsync(CancellationToken cancellationToken)
    {
        org.Sandbox.Server.Tampering.RemoveField(CertiniaOrg.Card, "pse__Billable__c");
        Settle();
        return Task.FromResult("projects");
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    /// <summary>The package requires dates; a person's code it does not.</summary>
    private async Task<string> AddOfNobodyAsync()
    {
        var nobody = await org.ResourceAsync("Nobody", code: null);
        return await org.Sandbox.CreateAsync(
            CertiniaOrg.Card,
            CertiniaOrg.CardOf(org.Project, nobody, Hour)
        );
    }

    /// <summary>What was changed in the last seconds is read later.</summary>
    private void Settle() => org.Sandbox.Time.Advance(TimeSpan.FromSeconds(5));

    private sealed class Renamed(ISource source, Dictionary<string, string> cards)
        : MappedSource(source)
    {
        protected override SourceRecord Map(SourceRecord record)
        {
            if (record.Fact is not TimeEntry entry)
            {
                return record;
            }

            // time/crm/a0B…-mon
            var parts = entry.Id.Value.Split('/')[^1].Split('-');
            var id = cards.Single(x => x.Value == parts[0]).Key;
            var name = parts[1] is "mon" ? id : $"{id}-{parts[1]}";
            return record with { Fact = entry with { Id = WorkId.Parse($"time/crm/{name}") } };
        }
    }
}
