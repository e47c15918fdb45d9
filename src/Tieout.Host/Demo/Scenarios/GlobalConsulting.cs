using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>Salesforce sells, Certinia PSA and a partner in Harvest deliver, Business Central bills.</summary>
internal sealed class GlobalConsulting : IScenario
{
    private const string Consulting = "SOW-1042";
    private const string Migration = "SOW-1043";

    public string Name => "global-consulting";

    public string About =>
        "A consultancy sells in Salesforce, delivers in Certinia PSA, with a partner who tracks time in Harvest, and keeps its books in "
        + "Business Central. A signature sets up customer and project everywhere before time can be logged, hours change after they "
        + "were invoiced, a cap is reached, and the ERP loses an answer.";

    public LocalDate? FirstDay => new LocalDate(2026, 9, 1);

    private static LegalEntityCode Entity { get; } = LegalEntityCode.Parse("UK");

    private static IEnumerable<CanonicalFact> Finance =>
        [
            new LegalEntity(
                Entity,
                1,
                "Northbridge Consulting Ltd",
                "GB",
                CurrencyCode.Parse("GBP")
            ),
            new TaxRule(TaxCode.Parse("S20"), 1, TaxCategory.S, 20m, Place: "GB"),
            new TaxRule(
                TaxCode.Parse("OUT"),
                1,
                TaxCategory.O,
                0m,
                Note: "Outside the scope of UK VAT"
            ),
            .. FinanceDesk.Chart(Entity),
        ];

    public async Task<IReadOnlyList<ScenarioAct>> ArrangeAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var sales = await SalesDesk.OpenAsync(stage, "GBP", cancellationToken);
        var harvest = await TimeDesk.OpenAsync(stage, cancellationToken);
        var finance = await FinanceDesk.OpenAsync(stage, FinanceDesk.Uk, cancellationToken);
        stage.Drop("finance", Finance);
        IReadOnlyList<string> systems =
        [
            $$"""
                  crm:
                    kind: salesforce
                    address: {{sales.Server.BaseAddress}}
                    clientId: tieout
                    clientSecret: file:rehearsal.secret
                    legalEntity: {{Entity}}
                    writeBack: true
                    names: { contract: none }
                  psa:
                    kind: certinia
                    address: {{sales.Server.BaseAddress}}
                    clientId: tieout
                    clientSecret: file:rehearsal.secret
                    writeBack: true
                    projectsFor: {{Entity}}
                    names:
                      resourceCode: pse__ERP_Worker_Correlation_Id__c
                      projectEngagement: {{SalesDesk.Contract}}
                  finance: { kind: files, folder: finance, settle: 0s }
                """,
            finance.Section(Entity, "S20: STANDARD, OUT: ZERO"),
        ];
        stage.Configure(systems);
        return new Acts(sales, new Partner(stage, harvest, systems, Consulting), finance).All;
    }

    /// <summary>What happens, with what one day leaves behind for the next.</summary>
    private sealed class Acts(SalesDesk sales, Partner partner, FinanceDesk finance)
    {
        private static readonly LocalDate FirstMonday = new(2026, 9, 7);

        private string _sow = string.Empty;
        private string _lumen = string.Empty;
        private string _project = string.Empty;
        private string? _refusal;
        private string _account = string.Empty;
        private string _card = string.Empty;
        private (string, string) _ada;
        private (string, string) _ben;

        public IReadOnlyList<ScenarioAct> All => [.. FromSaleToTime, .. FromTimeToPayment];

        private IEnumerable<ScenarioAct> FromSaleToTime =>
            [
                new(
                    new(2026, 9, 14),
                    "Work begins before the contract is signed",
                    "Two statements of work are drafts in Salesforce. For Lumen the work has begun all the same, on a project that was "
                        + "set up by hand in Certinia PSA: the design is accepted, 12,000.00. It may not be billed, and it is not "
                        + "lost.",
                    WorkEarlyAsync
                ),
                new(
                    new(2026, 9, 18),
                    "Both are signed",
                    "Lumen's milestone clears by itself. The hub brings Harbour to Business Central and sets up its project in PSA. "
                        + "Nobody has a rate there yet, so it is closed for time.",
                    SignAsync,
                    sales.ProjectsAsync
                ),
                new(
                    new(2026, 9, 21),
                    "People are assigned, and somebody is too early",
                    "Ada is assigned at 150.00 and Ben at 120.00. Ada logs her week at once, and PSA refuses it. Then the hub reads the "
                        + "rates: nothing is missing any more, and it opens the project.",
                    StaffAsync,
                    ShowOpeningAsync
                ),
                new(
                    new(2026, 9, 28),
                    "Time is logged",
                    "Ada logs 40 h and Ben 20 h; both weeks are approved in PSA.",
                    LogAsync
                ),
            ];

        private IEnumerable<ScenarioAct> FromTimeToPayment =>
            [
                new(
                    new(2026, 10, 1),
                    "September is billed",
                    "Business Central posts the first invoice and loses the answer. The hub looks before it writes again: there is "
                        + "one invoice. Harbour is taxed at 20 %, Lumen in Hamburg is outside the scope of UK VAT. PSA is told what is "
                        + "invoiced, and Salesforce shows the invoices to whoever looks after the account.",
                    LoseAnAnswerAsync,
                    ShowBilledAsync
                ),
                new(
                    new(2026, 10, 12),
                    "Invoiced hours change",
                    "Ben's Friday was not Harbour's: 20 h become 16 h. The correction waits for its credit memo. Ada logs "
                        + "40 h more.",
                    CorrectAsync
                ),
                new(
                    new(2026, 11, 2),
                    "October is billed, up to the cap",
                    "Ben's Friday is credited, 4 h x 120.00, and Ada's hours are billed as far as the 10,000.00 of the contract reach: "
                        + "10,000.00 - 7,920.00 = 2,080.00 of 6,000.00.",
                    _ => Task.CompletedTask,
                    ShowBilledAsync
                ),
                new(
                    new(2026, 11, 9),
                    "The cap is raised",
                    "An amendment to 20,000.00 is signed in Salesforce: what waited is ready for the next run. The customers pay.",
                    RaiseAsync
                ),
                new(
                    new(2026, 11, 16),
                    "A partner helps out",
                    "A partner's Harvest is connected: Mei has tracked 10 h for Harbour, and they are approved there. Nobody has agreed "
                        + "a rate for her, so they wait.",
                    partner.HelpAsync
                ),
                new(
                    new(2026, 11, 20),
                    "The partner's rate is agreed",
                    "100.00 an hour, in the rate card of the contract: her time is ready.",
                    partner.AgreeRateAsync
                ),
                new(
                    new(2026, 12, 1),
                    "The rest is billed",
                    "3,920.00 of Ada's and 1,000.00 of Mei's, and nothing waits any more.",
                    _ => Task.CompletedTask,
                    ShowBilledAsync
                ),
                new(
                    new(2026, 12, 15),
                    "All is paid",
                    "Harbour pays the last invoice, and Salesforce says so.",
                    finance.CollectAsync,
                    sales.DocumentsAsync
                ),
            ];

        private async Task WorkEarlyAsync(CancellationToken cancellationToken)
        {
            _account = await CustomerAsync("C-100", "Harbour Retail plc", "GB", cancellationToken);
            _sow = await sales.SellAsync(
                _account,
                Consulting,
                "Harbour rollout",
                new JsonObject
                {
                    ["Billing_Model__c"] = "Time and Materials",
                    ["Cap_Amount__c"] = 10_000,
                    ["Effective_Date__c"] = "2026-09-01",
                },
                cancellationToken
            );
            var lumen = await CustomerAsync("C-200", "Lumen Energie GmbH", "DE", cancellationToken);
            _lumen = await sales.SellAsync(
                lumen,
                Migration,
                "Lumen migration",
                new JsonObject
                {
                    ["Billing_Model__c"] = "Milestone",
                    ["Effective_Date__c"] = "2026-09-01",
                },
                cancellationToken
            );
            var migration = await sales.SetUpAsync(
                lumen,
                Migration,
                "Lumen migration",
                cancellationToken
            );
            _ = await sales.EnterAsync(
                "pse__Milestone__c",
                new JsonObject
                {
                    ["Name"] = "Design accepted",
                    ["pse__Project__c"] = migration,
                    ["pse__Milestone_Amount__c"] = 12_000,
                    ["pse__Target_Date__c"] = "2026-09-25",
                    ["pse__Actual_Date__c"] = "2026-09-25",
                    ["pse__Status__c"] = "Approved",
                    ["pse__Approved_for_Billing__c"] = true,
                },
                cancellationToken
            );
        }

        private async Task SignAsync(CancellationToken cancellationToken)
        {
            foreach (var sow in new[] { _sow, _lumen })
            {
                await sales.ChangeAsync(
                    "SOW__c",
                    sow,
                    new JsonObject { ["Status__c"] = "Signed" },
                    cancellationToken
                );
            }
        }

        private async Task StaffAsync(CancellationToken cancellationToken)
        {
            _project = await sales.FindProjectAsync(Consulting, cancellationToken);
            _ada = await sales.StaffAsync(
                _project,
                "E-7",
                "Ada",
                "Architect",
                150m,
                cancellationToken
            );
            _ben = await sales.StaffAsync(
                _project,
                "E-8",
                "Ben",
                "Consultant",
                120m,
                cancellationToken
            );
            _refusal = await SalesDesk.RefusalOfAsync(() =>
                LogAsync(_ada, FirstMonday, [8, 8, 8, 8, 8], cancellationToken)
            );
        }

        private async Task<IReadOnlyList<string>> ShowOpeningAsync(
            CancellationToken cancellationToken
        ) =>
            [
                $"psa: Ada's week: {_refusal ?? "taken"}",
                .. await sales.ProjectsAsync(cancellationToken),
            ];

        private async Task<IReadOnlyList<string>> ShowBilledAsync(
            CancellationToken cancellationToken
        ) =>
            [
                .. await sales.InvoicedAsync(cancellationToken),
                .. await sales.DocumentsAsync(cancellationToken),
            ];

        private async Task LogAsync(CancellationToken cancellationToken)
        {
            _ = await LogAsync(_ada, FirstMonday, [8, 8, 8, 8, 8], cancellationToken);
            _card = await LogAsync(_ben, FirstMonday, [4, 4, 4, 4, 4], cancellationToken);
        }

        private Task LoseAnAnswerAsync(CancellationToken cancellationToken)
        {
            finance.Server.Faults = new FaultProgramme(
                new FaultRule(
                    new FaultMatch("POST", FinanceDesk.Posting),
                    From: 1,
                    Times: 1,
                    new FaultAction.CommitThenDrop()
                )
            );
            return Task.CompletedTask;
        }

        private async Task CorrectAsync(CancellationToken cancellationToken)
        {
            await sales.CorrectAsync(_card, "Friday", hours: 0, cancellationToken);
            _ = await LogAsync(_ada, new(2026, 10, 5), [8, 8, 8, 8, 8], cancellationToken);
        }

        private async Task RaiseAsync(CancellationToken cancellationToken)
        {
            _ = await sales.EnterAsync(
                "SOW__c",
                new JsonObject
                {
                    ["Name"] = "Harbour rollout, second phase",
                    ["Account__c"] = _account,
                    ["Parent_SOW__c"] = _sow,
                    ["Amendment_No__c"] = 1,
                    ["Hub_Id__c"] = Consulting + "-A1",
                    ["Status__c"] = "Signed",
                    ["Billing_Model__c"] = "Time and Materials",
                    ["Cap_Amount__c"] = 20_000,
                    ["Effective_Date__c"] = "2026-10-01",
                },
                cancellationToken
            );
            await finance.CollectAsync(cancellationToken);
        }

        private Task<string> CustomerAsync(
            string code,
            string name,
            string country,
            CancellationToken cancellationToken
        ) =>
            sales.EnterAsync(
                "Account",
                new JsonObject
                {
                    ["Name"] = name,
                    ["AccountNumber"] = code,
                    ["BillingCountry"] = country,
                },
                cancellationToken
            );

        private Task<string> LogAsync(
            (string, string) staff,
            LocalDate monday,
            IReadOnlyList<int> hours,
            CancellationToken cancellationToken
        ) => sales.LogWeekAsync(_project, staff, monday, hours, cancellationToken);
    }
}
