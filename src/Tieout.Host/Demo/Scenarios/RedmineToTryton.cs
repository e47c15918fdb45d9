using NodaTime.Text;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>Time is logged in a real Redmine and invoiced in a real Tryton.</summary>
internal sealed class RedmineToTryton : IScenario
{
    private const string Manifest = "redmine.yaml";

    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("NW");
    private static readonly EngagementId Agreement = EngagementId.Parse("RM-1");
    private static readonly CustomerCode Buyer = CustomerCode.Parse("C-RM");
    private static readonly TaxCode Tax = TaxCode.Parse("VAT20");

    public string Name => ScenarioStory.Real;

    public string About =>
        "Nothing is simulated. Consultants log time in Redmine, which is connected by the manifest of the tutorial and no code; the contract "
        + "is a file; customers, invoices and payments are Tryton's. It is today, and last month is billed.";

    public LocalDate? FirstDay => null;

    public async Task<IReadOnlyList<ScenarioAct>> ArrangeAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var tryton = await TrytonDesk.OpenAsync(
            stage,
            Buyer,
            "Harbour Logistics",
            cancellationToken
        );
        var redmine = await RedmineDesk.OpenAsync(stage, Agreement.Value, cancellationToken);
        stage.Drop("contracts", Agreements(tryton));
        await WriteManifestAsync(stage, cancellationToken);
        return new Acts(stage, redmine, tryton).All;
    }

    private static IEnumerable<CanonicalFact> Agreements(TrytonDesk tryton) =>
        [
            new LegalEntity(Entity, 1, "Northwind Advisory", "US", tryton.Currency),
            .. tryton.Accounts.Select(x => new AccountMapping(Entity, x.Key, 1, x.Value)),
            new TaxRule(Tax, 1, TaxCategory.S, 20m),
            new RateCard(
                RateCardId.Parse("RM"),
                1,
                RateLevel.Contract,
                Agreement.Value,
                [],
                tryton.Currency,
                DefaultRate: 120m
            ),
            new Contract(
                Agreement,
                1,
                new ContractTerms(
                    Buyer,
                    Entity,
                    tryton.Currency,
                    new LocalDate(2026, 1, 1),
                    End: null,
                    IsSigned: true,
                    [
                        new ContractLine.TimeAndMaterials(
                            ContractLineId.Parse("1"),
                            LineScope.Everything
                        ),
                    ],
                    Tax
                )
            ),
        ];

    private static async Task WriteManifestAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        await using var manifest = typeof(RedmineToTryton).Assembly.GetManifestResourceStream(
            Manifest
        )!;
        await using var file = File.Create(Path.Combine(stage.Root, Manifest));
        await manifest.CopyToAsync(file, cancellationToken);
    }

    /// <summary>What happens, with what one act leaves behind for the next.</summary>
    private sealed class Acts(ScenarioStage stage, RedmineDesk redmine, TrytonDesk tryton)
    {
        private readonly LocalDate _today = stage.Clock.GetCurrentInstant().InUtc().Date;
        private long _long;
        private long _double;

        private LocalDate MonthEnd => _today.With(DateAdjusters.StartOfMonth).PlusDays(-1);

        public IReadOnlyList<ScenarioAct> All =>
            [
                new(
                    _today,
                    "A month of work in Redmine",
                    "20 minutes, 40 minutes, 2 hours and 6 hours at 120.00: 9 h, 1,080.00 and 20 % tax.",
                    LogAsync,
                    redmine.ShowAsync
                ),
                new(
                    _today,
                    "Somebody corrects what is invoiced",
                    "The 2 hours were an hour and a half, and the 40 minutes were logged twice: one entry is changed and one deleted. "
                        + "Both are credited in full, and the hour and a half is billed.",
                    CorrectAsync,
                    redmine.ShowAsync
                ),
                new(
                    _today,
                    "The customer pays",
                    "All that is open, in Tryton's own payment wizard. 7 h 50 min stay invoiced: 940.00.",
                    token => tryton.CollectAsync(_today, token)
                ),
            ];

        private async Task LogAsync(CancellationToken cancellationToken)
        {
            Configure(MonthEnd);
            _ = await redmine.LogAsync(MonthEnd, "0:20", "Call", cancellationToken);
            _double = await redmine.LogAsync(MonthEnd, "0:40", "Call", cancellationToken);
            _long = await redmine.LogAsync(MonthEnd, "2", "Review", cancellationToken);
            _ = await redmine.LogAsync(MonthEnd.PlusDays(-1), "6", "Design", cancellationToken);
        }

        private async Task CorrectAsync(CancellationToken cancellationToken)
        {
            await redmine.EditAsync(_long, "1:30", cancellationToken);
            await redmine.DeleteAsync(_double, cancellationToken);
            Configure(MonthEnd, _today);
        }

        private void Configure(params IReadOnlyList<LocalDate> runs)
        {
            var dates = runs.Select(LocalDatePattern.Iso.Format)
                .Select(x => $"{{ through: {x}, invoiceDate: {x} }}");
            stage.Configure(
                [
                    "  contracts: { kind: files, folder: contracts, settle: 0s }",
                    redmine.Section("redmine", Manifest),
                    tryton.Section("erp", Tax),
                ],
                runs: $"[{string.Join(", ", dates)}]"
            );
        }
    }
}
