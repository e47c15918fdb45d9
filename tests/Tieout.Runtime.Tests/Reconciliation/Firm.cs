using NodaTime.Testing;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Storage.Sqlite;
using Tieout.Runtime.Tests.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>A small firm whose decisions are real and whose log is a real file.</summary>
public sealed class Firm : IAsyncDisposable
{
    public static readonly CurrencyCode Gbp = CurrencyCode.Parse("GBP");
    public static readonly LegalEntityCode Entity = LegalEntityCode.Parse("UK");
    public static readonly ProjectCode Project = ProjectCode.Parse("P-1");
    public static readonly EngagementId Engagement = EngagementId.Parse("E-1");
    public static readonly LocalDate Day = new(2026, 10, 5);

    private readonly TestFolder _folder;
    private readonly Dictionary<StreamId, long> _versions = [];

    private Firm(TestFolder folder, IEventLog log, FakeClock clock)
    {
        _folder = folder;
        Log = log;
        Clock = clock;
        State = new EngagementState(Engagement) { KeepsClosedWork = true };
        Store = new SqliteReadStore(folder.File("read.db"), ReadTables.All);
    }

    public IEventLog Log { get; }

    public FakeClock Clock { get; }

    public IReadStore Store { get; }

    public EngagementState State { get; private set; }

    public ReferenceBook Book { get; private set; } = ReferenceBook.Empty;

    public string File(string name) => _folder.File(name);

    /// <summary>Nothing is known yet.</summary>
    public static Firm Empty()
    {
        var folder = new TestFolder();
        var clock = new FakeClock(Instant.FromUtc(2026, 10, 31, 9, 0));
        var log = SqliteEventLog.Open(new SqliteLogOptions { Path = folder.File("hub.db") }, clock);
        return new Firm(folder, log, clock);
    }

    /// <summary>Customer, entity, accounts, 20% tax and 100.00 GBP an hour; 150.00 for leads.</summary>
    public static async Task<Firm> OpenAsync()
    {
        var firm = Empty();
        await firm.KnowAsync(new LegalEntity(Entity, 1, "Firm Ltd", "GB", Gbp));
        await firm.KnowAsync(
            new Customer(CustomerCode.Parse("C-1"), 1, "Acme", "GB", TaxId: "GB123456789")
        );
        await firm.KnowAsync(
            new Resource(ResourceCode.Parse("R-1"), 1, "Ada", Entity, "consultant")
        );
        await firm.KnowAsync(
            new RoutingPlan(1, [new RoutingRule("default", null, "ledger")], ["ledger"])
        );
        await firm.KnowAsync(new TaxRule(TaxCode.Parse("STD"), 1, TaxCategory.S, 20m));
        await firm.KnowAsync(
            new AccountMapping(Entity, AccountRole.AccountsReceivable, 1, "Accounts Receivable")
        );
        await firm.KnowAsync(new AccountMapping(Entity, AccountRole.Revenue, 1, "Revenue"));
        await firm.KnowAsync(new AccountMapping(Entity, AccountRole.TaxPayable, 1, "VAT"));
        await firm.KnowAsync(
            new AccountMapping(Entity, AccountRole.CustomerDeposits, 1, "Deposits")
        );
        await firm.KnowAsync(
            new RateCard(
                RateCardId.Parse("CARD"),
                1,
                RateLevel.Customer,
                "C-1",
                [
                    new RateLine("any", 100m, RateMatch.Everything),
                    new RateLine("lead", 150m, new RateMatch(Role: "lead")),
                ],
                Gbp
            )
        );
        return firm;
    }

    public static Contract Contract(long version = 1, bool isSigned = true) =>
        new(Engagement, version, Terms(isSigned));

    public static ContractTerms Terms(bool isSigned = true) =>
        new(
            CustomerCode.Parse("C-1"),
            Entity,
            Gbp,
            new LocalDate(2026, 1, 1),
            End: null,
            isSigned,
            [new ContractLine.TimeAndMaterials(ContractLineId.Parse("L-1"), LineScope.Everything)],
            TaxCode.Parse("STD")
        );

    public static TimeEntry Time(
        int number,
        decimal hours,
        long version = 1,
        ApprovalStatus status = ApprovalStatus.Approved,
        string? role = null,
        bool isDeleted = false,
        bool isBillable = true
    ) =>
        new(
            WorkId.Parse($"time/chronos/{number}"),
            version,
            Project,
            ResourceCode.Parse("R-1"),
            Day.PlusDays(number % 20),
            Effort.OfHours(hours),
            status,
            isBillable,
            Role: role,
            IsDeleted: isDeleted
        );

    public static PostedDocument Posted(InvoiceReference reference) =>
        new(
            "ledger",
            $"id-{reference}",
            $"INV-{reference.Value[^3..]}",
            new LocalDate(2026, 10, 31)
        );

    public static InvoiceReference Reference(int number) =>
        InvoiceReferences.Of(Engagement, number);

    public async Task KnowAsync(ReferenceFact fact)
    {
        if (Book.Decide(fact) is Decision<ReferenceFact>.Accepted { Events.Count: > 0 })
        {
            await AppendAsync(Streams.Reference, [EventCodec.Encode(fact)]);
            Book = Book.Evolve(fact);
        }
    }

    /// <summary>Decides, and records what was decided; a refusal is given back.</summary>
    public async Task<Rejection?> DoAsync(EngagementCommand command)
    {
        switch (command.Decide(State, Book))
        {
            case Decision<EngagementEvent>.Accepted { Events.Count: > 0 } accepted:
                await AppendAsync(
                    Streams.Engagement(Engagement),
                    [.. accepted.Events.Select(EventCodec.Encode)]
                );
                State = State.EvolveAll(accepted.Events);
                return null;
            case Decision<EngagementEvent>.Rejected rejected:
                return rejected.Reason;
            default:
                return null;
        }
    }

    /// <summary>The contract, ten hours, an invoice of 1,000.00 + 200.00, posted.</summary>
    public async Task BillAsync()
    {
        await DoAsync(new RecordContract(Contract()));
        await DoAsync(new Domain.TimeValidation.RecordWork(Time(1, 10m)));
        await PostAsync();
    }

    /// <summary>The first invoice of what is recorded, posted.</summary>
    public async Task PostAsync()
    {
        await DoAsync(new DraftInvoice(new LocalDate(2026, 10, 31), new LocalDate(2026, 10, 31)));
        await DoAsync(new ApproveInvoice(Reference(1), "policy:automatic"));
        await DoAsync(new RecordPosting(Reference(1), Posted(Reference(1))));
    }

    public async Task AppendAsync(StreamId stream, IReadOnlyList<NewEvent> events)
    {
        Clock.Advance(Duration.FromSeconds(1));
        var version = _versions.GetValueOrDefault(stream);
        await Log.AppendAsync(stream, version, events, CancellationToken.None);
        _versions[stream] = version + events.Count;
    }

    public async Task FollowAsync(IReadStore? store = null, int pageEvents = 2_000)
    {
        await using var follower = await ReadModelFollower.ClaimAsync(
            Log,
            store ?? Store,
            "test",
            CancellationToken.None,
            pageEvents
        );
        await follower.CatchUpAsync(long.MaxValue, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Log.DisposeAsync();
        _folder.Dispose();
    }
}
