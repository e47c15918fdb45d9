using System.CommandLine;
using System.Text.Json;
using Tieout.Cli.Terminal;
using Tieout.Domain.Amounts;
using Tieout.Domain.Revenue;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>`tieout revenue`: what was earned in a month, and what of it is billed.</summary>
internal sealed class RevenueCommand : Command
{
    private readonly RevenueOptions _options = new();

    public RevenueCommand()
        : base(
            "revenue",
            """
            What each contract line has earned to the end of a month and in it, by which measure,
            and what of it is billed in the ledger: earned and not billed (unbilled where only time
            must pass, else a contract asset), billed and not earned (contract liability), one net
            position for each contract. What cannot be measured is named with its reason and owner.
            As it is known now: a later report on the same month may say something else. Works
            while the hub runs. 'tieout export revenue' writes the entries, and 'tieout revenue post'
            posts them in the ledgers.

            Example:
              tieout revenue --month 2026-10
              tieout revenue --month 2026-10 --entity UK --format json
            """
        )
    {
        _options.AddTo(this);
        Subcommands.Add(new RevenuePostCommand());
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var month = _options.MonthOf(parsed);
        await using var reading = await _options.OpenAsync(parsed, screen, cancellationToken);
        var revenue = await _options.ReadAsync(parsed, reading, screen, cancellationToken);
        screen.Show(
            new
            {
                month = $"{month.Year:D4}-{month.Month:D2}",
                reading.Offset,
                reading.Head,
                totals = RevenueTotal.Of(revenue.Engagements),
                contracts = revenue.Engagements.SelectMany(x => x.Contracts.Select(y => Row(x, y))),
                notes = revenue.Engagements.SelectMany(x => x.Notes.Select(y => Row(x, y))),
                revenue.WithoutProject,
            },
            () => Show(screen, reading, revenue)
        );
        return ExitCode.Ok;
    }

    private static object Row(EngagementRevenue engagement, ContractRevenue x) =>
        new
        {
            engagement = engagement.Engagement.Value,
            legalEntity = x.LegalEntity.Value,
            currency = x.Currency.Code,
            lines = x.Lines.Select(line => new
            {
                line = line.Line.Value,
                measure = NameOf(line.Measure),
                line.Before,
                line.InMonth,
                line.ToDate,
                line.Billed,
                line.Difference,
            }),
            x.InMonth,
            x.Unbilled,
            x.ContractAsset,
            x.ContractLiability,
        };

    private static object Row(EngagementRevenue engagement, RevenueNote x) =>
        new
        {
            engagement = engagement.Engagement.Value,
            legalEntity = x.LegalEntity?.Value,
            line = x.Line?.Value,
            x.Reason,
            owner = OwnerOption.NameOf(x.Owner),
            x.Count,
            x.Value,
        };

    private static void Show(Screen screen, HubReading reading, HubRevenue revenue)
    {
        if (revenue.Engagements.Count == 0)
        {
            screen.Line("Nothing earned and nothing billed.");
        }
        else
        {
            ShowLines(screen, revenue.Engagements);
            ShowPositions(screen, revenue.Engagements);
            ShowTotals(screen, revenue.Engagements);
            ShowNotes(screen, revenue.Engagements);
        }

        ShowWithoutProject(screen, revenue);
        screen.Line(reading.AsOf);
    }

    /// <summary>Work that belongs to no contract yet.</summary>
    public static void ShowWithoutProject(Screen screen, HubRevenue revenue)
    {
        if (revenue.WithoutProject > 0)
        {
            var count = Figures.Count(revenue.WithoutProject, "piece");
            screen.Line(
                $"Not in it: {count} of work whose project is not known (PROJECT_UNKNOWN)."
            );
        }
    }

    private static void ShowLines(Screen screen, IReadOnlyList<EngagementRevenue> engagements) =>
        screen.Table(
            [
                "entity",
                "contract",
                "line",
                "measure",
                ">before",
                ">in month",
                ">to date",
                ">billed",
                "currency",
            ],
            from x in Contracts(engagements)
            from line in x.Contract.Lines
            select (IReadOnlyList<string>)
                [
                    x.Contract.LegalEntity.Value,
                    x.Engagement.Engagement.Value,
                    line.Line.Value,
                    NameOf(line.Measure),
                    Figure(line.Before),
                    Figure(line.InMonth),
                    Figure(line.ToDate),
                    Figure(line.Billed),
                    x.Contract.Currency.Code,
                ]
        );

    /// <summary>Contracts that are billed as they are earned have none.</summary>
    private static void ShowPositions(
        Screen screen,
        IReadOnlyList<EngagementRevenue> engagements
    ) =>
        screen.Table(
            [
                "entity",
                "contract",
                ">unbilled",
                ">contract asset",
                ">contract liability",
                "currency",
            ],
            Contracts(engagements)
                .Where(x => !x.Contract.Position.Net.IsZero)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.Contract.LegalEntity.Value,
                            x.Engagement.Engagement.Value,
                            Figure(x.Contract.Unbilled),
                            Figure(x.Contract.ContractAsset),
                            Figure(x.Contract.ContractLiability),
                            x.Contract.Currency.Code,
                        ]
                )
        );

    private static void ShowTotals(Screen screen, IReadOnlyList<EngagementRevenue> engagements) =>
        screen.Table(
            [
                "entity",
                "currency",
                ">before",
                ">in month",
                ">to date",
                ">billed",
                ">unbilled",
                ">contract asset",
                ">contract liability",
                ">billed, not measured",
            ],
            RevenueTotal
                .Of(engagements)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.LegalEntity.Value,
                            x.Currency.Code,
                            Figure(x.Before),
                            Figure(x.InMonth),
                            Figure(x.ToDate),
                            Figure(x.Billed),
                            Figure(x.Unbilled),
                            Figure(x.ContractAsset),
                            Figure(x.ContractLiability),
                            Figure(x.NotMeasured),
                        ]
                )
        );

    /// <summary>What the figures leave out, for whoever goes by them.</summary>
    public static void ShowNotes(Screen screen, IReadOnlyList<EngagementRevenue> engagements)
    {
        if (engagements.All(x => x.Notes.Count == 0))
        {
            return;
        }

        screen.Line("Left out, or not known yet:");
        screen.Table(
            ["contract", "line", "because", "owner", ">count", ">amount"],
            from engagement in engagements
            from note in engagement.Notes
            select (IReadOnlyList<string>)
                [
                    engagement.Engagement.Value,
                    note.Line?.Value ?? "-",
                    note.Reason,
                    OwnerOption.NameOf(note.Owner),
                    Figures.Count(note.Count),
                    Figures.WithCurrency(note.Value),
                ]
        );
    }

    private static IEnumerable<(EngagementRevenue Engagement, ContractRevenue Contract)> Contracts(
        IReadOnlyList<EngagementRevenue> engagements
    ) =>
        engagements
            .SelectMany(x => x.Contracts.Select(contract => (Engagement: x, Contract: contract)))
            .OrderBy(x => x.Contract.LegalEntity.Value, StringComparer.Ordinal)
            .ThenBy(x => x.Contract.Currency.Code, StringComparer.Ordinal)
            .ThenBy(x => x.Engagement.Engagement.Value, StringComparer.Ordinal);

    private static string NameOf(RevenueMeasure measure) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(measure.ToString());

    private static string Figure(Money? amount) => amount is null ? "-" : Figures.Amount(amount);
}
