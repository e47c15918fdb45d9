using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>Two firms that become one: three time systems, an ERP of files, and NetSuite.</summary>
internal sealed class PostAcquisition : IScenario
{
    private const string Revenue = "4000";

    private static readonly CurrencyCode Pound = CurrencyCode.Parse("GBP");
    private static readonly TaxCode Standard = TaxCode.Parse("S20");
    private static readonly LegalEntityCode Northbridge = LegalEntityCode.Parse("NB");
    private static readonly LegalEntityCode Fenwick = LegalEntityCode.Parse("FEN");
    private static readonly EngagementId Harbour = EngagementId.Parse("NBG-1");
    private static readonly EngagementId Orchard = EngagementId.Parse("FEN-1");
    private static readonly EngagementId Weir = EngagementId.Parse("FEN-2");

    public string Name => "post-acquisition";

    public string About =>
        "Northbridge has bought Fenwick. Fenwick's consultants log time in Kantata OX and its contractors in Clockify; its ERP takes files "
        + "at night and answers the next morning. Northbridge has Harvest and NetSuite. One hub bills both, and in November Fenwick moves to "
        + "NetSuite, while an invoice of September is corrected.";

    public LocalDate? FirstDay => new LocalDate(2026, 9, 1);

    private static IEnumerable<CanonicalFact> Agreements =>
        [
            .. FirmOf(Northbridge, "Northbridge Group plc", 150m),
            .. FirmOf(Fenwick, "Fenwick Analytics Ltd", 120m),
            new TaxRule(Standard, 1, TaxCategory.S, 20m, Place: "GB"),
            .. Agreed(Harbour, Northbridge, "C-500", "Harbour Retail plc"),
            .. Agreed(Orchard, Fenwick, "C-600", "Orchard Health Ltd"),
            .. Agreed(Weir, Fenwick, "C-700", "Weir Logistics Ltd"),
        ];

    public async Task<IReadOnlyList<ScenarioAct>> ArrangeAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var acts = new Acts(
            stage,
            await KantataDesk.OpenAsync(stage, cancellationToken),
            await ClockifyDesk.OpenAsync(stage, cancellationToken),
            await TimeDesk.OpenAsync(stage, cancellationToken),
            await LegacyErpDesk.OpenAsync(stage, cancellationToken),
            await NetSuiteDesk.OpenAsync(stage, cancellationToken)
        );
        await acts.BeginAsync(cancellationToken);
        return acts.All;
    }

    private static IEnumerable<CanonicalFact> FirmOf(
        LegalEntityCode entity,
        string name,
        decimal hourly
    ) =>
        [
            new LegalEntity(entity, 1, name, "GB", Pound),
            new AccountMapping(entity, AccountRole.Cash, 1, "1000"),
            new AccountMapping(entity, AccountRole.AccountsReceivable, 1, "1100"),
            new AccountMapping(entity, AccountRole.TaxPayable, 1, "2200"),
            new AccountMapping(entity, AccountRole.Revenue, 1, Revenue),
            new RateCard(
                RateCardId.Parse($"CARD-{entity}"),
                1,
                RateLevel.Entity,
                entity.Value,
                [new RateLine("everybody", hourly, RateMatch.Everything)],
                Pound
            ),
        ];

    private static IEnumerable<CanonicalFact> Agreed(
        EngagementId contract,
        LegalEntityCode entity,
        string customer,
        string name
    ) =>
        [
            new Customer(CustomerCode.Parse(customer), 1, name, "GB"),
            new Contract(
                contract,
                1,
                new ContractTerms(
                    CustomerCode.Parse(customer),
                    entity,
                    Pound,
                    new LocalDate(2026, 9, 1),
                    End: null,
                    IsSigned: true,
                    [
                        new ContractLine.TimeAndMaterials(
                            ContractLineId.Parse("1"),
                            LineScope.Everything
                        ),
                    ],
                    Standard
                )
            ),
        ];

    /// <summary>What happens, with what one day leaves behind for the next.</summary>
    private sealed class Acts(
        ScenarioStage stage,
        KantataDesk kantata,
        ClockifyDesk clockify,
        TimeDesk harvest,
        LegacyErpDesk legacy,
        NetSuiteDesk finance
    )
    {
        private readonly List<string> _week = [];
        private string _subsidiary = string.Empty;
        private string _rollout = string.Empty;
        private string _ida = string.Empty;
        private string _sheet = string.Empty;
        private string _support = string.Empty;
        private string _omar = string.Empty;
        private long _stores;
        private long _grace;

        public IReadOnlyList<ScenarioAct> All =>
            [
                new(
                    new(2026, 9, 28),
                    "Three time systems, one hub",
                    "Ida logs 40 h for Orchard in Kantata, Omar 10 h for Weir in Clockify, Grace 16 h for Harbour in Harvest. All is approved.",
                    WorkAsync
                ),
                new(
                    new(2026, 10, 1),
                    "September is billed",
                    "Northbridge's invoice, 16 h x 150.00, is posted in NetSuite. Fenwick's, 40 h and 10 h x 120.00, lie as files before its "
                        + "ERP, and wait for its answer with an owner and a clock.",
                    _ => Task.CompletedTask
                ),
                new(
                    new(2026, 10, 2),
                    "The night's import",
                    "The old ERP has taken the files, posted, and written its acknowledgements.",
                    legacy.ImportAsync
                ),
                new(
                    new(2026, 10, 20),
                    "October, and a correction of September",
                    "Weir pays. Ida's Friday was 6 h and not 8 h: what is invoiced is to be credited and billed anew. She logs 20 h more, Omar 5 h, Grace 8 h.",
                    CorrectAsync
                ),
                new(
                    new(2026, 10, 28),
                    "The cutover is announced",
                    "From 31 October to 8 November nothing new of Fenwick is delivered anywhere.",
                    _ => Do(() => Configure("default: erp, FEN: legacy", isFrozen: true))
                ),
                new(
                    new(2026, 11, 2),
                    "October is billed, and Fenwick's documents wait",
                    "Northbridge's is posted. Ida's Friday is credited, 8 h x 120.00, where its invoice is: in the old ERP. What is new of Fenwick waits, "
                        + "20 h + 6 h and 5 h x 120.00.",
                    _ => Task.CompletedTask
                ),
                new(
                    new(2026, 11, 3),
                    "The old ERP's last import",
                    "The credit memo is posted there, beside its invoice. Nothing of October is.",
                    legacy.ImportAsync
                ),
                new(
                    new(2026, 11, 9),
                    "Fenwick moves to NetSuite",
                    "The freeze is over, and the route is another: October's invoices are posted in the new ledger, once, after the hub has asked the old one "
                        + "whether it has them.",
                    _ => Do(() => Configure("default: erp", isFrozen: true))
                ),
                new(
                    new(2026, 11, 20),
                    "All is paid",
                    "Orchard pays what is left of September into the old books, 5,760.00 less 1,152.00, and all customers pay what is open in NetSuite.",
                    PayAsync
                ),
            ];

        public async Task BeginAsync(CancellationToken cancellationToken)
        {
            _subsidiary = await finance.FoundAsync("Fenwick Analytics Ltd", cancellationToken);
            stage.Drop("agreements", Agreements);
            Configure("default: erp, FEN: legacy", isFrozen: false);
        }

        private static Task Do(Action act)
        {
            act();
            return Task.CompletedTask;
        }

        private void Configure(string routes, bool isFrozen) =>
            stage.Configure(
                [
                    kantata.Section("consultants"),
                    clockify.Section("contractors"),
                    harvest.Section("time"),
                    "  agreements: { kind: files, folder: agreements, settle: 0s }",
                    LegacyErpDesk.Section("legacy", Fenwick),
                    finance.Section((Northbridge, NetSuiteDesk.Parent), (Fenwick, _subsidiary)),
                ],
                routes,
                isFrozen
                    ? "freeze: [{ entity: FEN, from: 2026-10-31, to: 2026-11-08 }]"
                    : string.Empty
            );

        private async Task WorkAsync(CancellationToken cancellationToken)
        {
            _rollout = await kantata.OpenProjectAsync("Rollout", Orchard.Value, cancellationToken);
            _ida = await kantata.HireAsync("Ida Ito", cancellationToken);
            for (var day = 7; day <= 11; day++)
            {
                var date = new LocalDate(2026, 9, day);
                _week.Add(await kantata.LogAsync(_rollout, _ida, date, 480, cancellationToken));
            }

            _sheet = await kantata.ApproveAsync(_rollout, _week, cancellationToken);

            _support = await clockify.OpenProjectAsync("Support", Weir.Value, cancellationToken);
            _omar = await clockify.HireAsync("omar@rehearsal.example", cancellationToken);
            _ = await clockify.LogAsync(_support, _omar, new(2026, 9, 7), 5, cancellationToken);
            _ = await clockify.LogAsync(_support, _omar, new(2026, 9, 8), 5, cancellationToken);
            await clockify.ApproveAsync(_omar, new(2026, 9, 7), cancellationToken);

            _stores = await harvest.OpenProjectAsync(
                "Harbour Retail plc",
                "Stores",
                Harbour.Value,
                cancellationToken
            );
            _grace = await harvest.StaffAsync(
                _stores,
                "Grace",
                "Okafor",
                "Engineer",
                cancellationToken
            );
            _ = await harvest.LogAsync(_stores, _grace, new(2026, 9, 8), 8m, cancellationToken);
            _ = await harvest.LogAsync(_stores, _grace, new(2026, 9, 9), 8m, cancellationToken);
            await harvest.SetStateAsync(_grace, "approved", cancellationToken);
        }

        private async Task CorrectAsync(CancellationToken cancellationToken)
        {
            await legacy.ReceiveAsync("TO-FEN-2-001", 1_440m, "R1", cancellationToken);

            await kantata.ReopenAsync(_sheet, cancellationToken);
            await kantata.ChangeAsync(_week[^1], 360, cancellationToken);
            _ = await kantata.ApproveAsync(_rollout, _week, cancellationToken);
            var october = new List<string>();
            foreach (var (day, minutes) in new[] { (5, 480), (6, 480), (7, 240) })
            {
                var date = new LocalDate(2026, 10, day);
                october.Add(
                    await kantata.LogAsync(_rollout, _ida, date, minutes, cancellationToken)
                );
            }

            _ = await kantata.ApproveAsync(_rollout, october, cancellationToken);
            _ = await clockify.LogAsync(_support, _omar, new(2026, 10, 5), 5, cancellationToken);
            await clockify.ApproveAsync(_omar, new(2026, 10, 5), cancellationToken);
            _ = await harvest.LogAsync(_stores, _grace, new(2026, 10, 6), 8m, cancellationToken);
            await harvest.SetStateAsync(_grace, "approved", cancellationToken);
        }

        private async Task PayAsync(CancellationToken cancellationToken)
        {
            await legacy.ReceiveAsync("TO-FEN-1-001", 4_608m, "R2", cancellationToken);
            await finance.CollectAsync(cancellationToken);
        }
    }
}
