using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Tests.Certinia;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An organisation whose released work is marked as invoiced, each time another record.</summary>
internal sealed class CertiniaWriteBackObserved : IObservedTarget
{
    private static readonly BilledWork Sample = new(
        WorkId.Parse("time/crm/none-mon"),
        new LocalDate(2026, 3, 2),
        new PostedInvoice("INV-1", new LocalDate(2026, 3, 31)),
        IsOpen: false,
        ["INV-1"]
    );

    private readonly CertiniaOrg _org;
    private readonly ObservingProxy _proxy;
    private readonly CertiniaWriteBack _writeBack;

    private CertiniaWriteBackObserved(CertiniaOrg org, ObservingProxy proxy)
    {
        _org = org;
        _proxy = proxy;
        _writeBack = new CertiniaWriteBack(
            new CertiniaOptions
            {
                Access = OrganisationObserved.Access(proxy.Address),
                WritesBack = true,
            },
            org.Sandbox.Time
        );
    }

    public IReadOnlyList<string> Deliveries { get; } = ["time", "expense", "milestone"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var org = await CertiniaOrg.StartAsync();
        var address = org.Sandbox.Server.BaseAddress;
        return new CertiniaWriteBackObserved(
            org,
            await ObservingProxy.StartAsync(address, remembers: false, Stop)
        );
    }

    public IReadOnlyList<CanonicalChange> ChangesOf(string delivery) =>
        [
            new FieldChange<BilledWork>(
                "billed-work.serviceDate",
                "2026-03-02",
                "2026-03-03",
                x => x with { ServiceDate = x.ServiceDate.PlusDays(1) }
            ),
            new FieldChange<BilledWork>(
                "billed-work.invoice",
                "INV-1",
                "none",
                x => x with { Invoice = null, IsOpen = true, Numbers = [] }
            ),
            new FieldChange<BilledWork>(
                "billed-work.invoice.number",
                "INV-1",
                "INV-2",
                x => x with { Invoice = x.Invoice! with { Number = "INV-2" }, Numbers = ["INV-2"] }
            ),
            new FieldChange<BilledWork>(
                "billed-work.invoice.date",
                "2026-03-31",
                "2026-04-01",
                x => x with { Invoice = x.Invoice! with { Date = new LocalDate(2026, 4, 1) } }
            ),
            new FieldChange<BilledWork>(
                "billed-work.isOpen",
                "false",
                "true",
                x => x with { IsOpen = true }
            ),
        ];

    public async Task<SentDelivery> SendAsync(
        string delivery,
        params IReadOnlyList<CanonicalChange> changes
    )
    {
        var id = await ReleasedAsync(delivery);
        var work = Sample with
        {
            Work = WorkId.Parse($"{delivery}/crm/{id}{(delivery is "time" ? "-mon" : "")}"),
        };
        _ = _proxy.TakeCalls();
        var refused = await _writeBack.WriteAsync(
            [FieldChange<BilledWork>.After(changes, work)],
            Stop
        );
        var calls = _proxy.TakeCalls().Where(x => x.Method is "PATCH");
        return new SentDelivery(
            SentMembers.MessagesOf(calls, NameOf, id),
            IsWhole: refused.Count == 0
        );
    }

    public async ValueTask DisposeAsync()
    {
        _writeBack.Dispose();
        await _proxy.DisposeAsync();
        await _org.DisposeAsync();
    }

    /// <summary>All records of a call are of one object.</summary>
    private static string NameOf(ObservedCall call)
    {
        var records = JsonNode.Parse(call.Body)!["records"]!;
        return $"composite/sobjects {(string)records[0]!["attributes"]!["type"]!}";
    }

    /// <summary>A record that is approved, also for billing.</summary>
    private async Task<string> ReleasedAsync(string kind)
    {
        const string released = """{"pse__Approved_for_Billing__c":true}""";
        string id;
        switch (kind)
        {
            case "time":
                id = await _org.CardAsync("\"pse__Monday_Hours__c\":8");
                await _org.ApproveAsync(id);
                await _org.ChangeSplitsAsync(id, released);
                break;
            case "expense":
                id = await _org.ExpenseAsync();
                Assert.Null((await _org.ChangeAsync("pse__Expense__c", id, released)).Code);
                break;
            default:
                id = await _org.MilestoneAsync();
                Assert.Null((await _org.ChangeAsync("pse__Milestone__c", id, released)).Code);
                break;
        }

        return id;
    }
}
