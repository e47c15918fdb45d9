using System.CommandLine;
using System.Text.Json;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;
using Tieout.Runtime.Lanes;

namespace Tieout.Cli.Commands;

/// <summary>`tieout revenue post`.</summary>
internal sealed class RevenuePostCommand : Command
{
    private readonly MonthEndOptions _options = new();

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who has it posted; stands in the history of each journal.",
        Required = true,
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Shows the lines that would be posted, and posts nothing.",
    };

    public RevenuePostCommand()
        : base(
            "post",
            """
            Posts the entries of a month end in the ledger of each legal entity: one journal for the
            adjustments, dated the last day, and one that takes back on the next day what is posted of
            them. Amounts are in the ledger's own currency, at the rate of the last day. Posting a month
            again posts what has changed since, and nothing where nothing has. No hub may be running.

            Example:
              tieout revenue post --month 2026-10 --by anna --dry-run
              tieout revenue post --month 2026-10 --by anna
              tieout revenue post --month 2026-10 --entity UK --by anna
            """
        )
    {
        _options.AddTo(this);
        Options.Add(_by);
        Options.Add(_dryRun);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var configuration = CommandFrame.ReadConfiguration(_options.ConfigOf(parsed));
        var month = _options.MonthOf(parsed);
        var entity = _options.EntityOf(parsed);
        var order = (month, entity, CommonOptions.Text(parsed, _by), parsed.GetValue(_dryRun));
        var today = SystemClock.Instance.GetCurrentInstant().InZone(configuration.Zone).Date;
        if (month.ToDateInterval().End >= today)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--month: {month.Year:D4}-{month.Month:D2} is not over before "
                    + $"{Figures.Day(month.ToDateInterval().End.PlusDays(1))}; 'tieout revenue' shows "
                    + "it as it stands."
            );
        }

        var posted =
            await ProgressDisplay.RunAsync(
                screen,
                progress =>
                    EngagementOrders.PostAsync(
                        configuration,
                        order,
                        progress.Begin("revenue, contract"),
                        cancellationToken
                    )
            )
            ?? throw new CommandRefusedException(
                ExitCode.Usage,
                $"--entity: the hub knows no contract of a legal entity '{entity}'."
            );
        var journals = posted.Entities.SelectMany(Journals).Where(x => x.IsTold).ToList();
        screen.Show(Machine(posted, journals), () => ShowText(screen, posted, journals));
        return posted.Gaps.Any(x => x.KeepsEntityOut) || journals.Exists(x => !x.IsRight)
            ? ExitCode.Findings
            : ExitCode.Ok;
    }

    private IEnumerable<Row> Journals(PostedMonthEnd x) =>
        [
            new Row(x, "adjustment", x.Outcome?.Adjustment),
            new Row(x, "reversal", x.Outcome?.Reversal),
        ];

    private static object Machine(PostedJournals posted, List<Row> journals) =>
        new
        {
            journals = journals.Select(x => new
            {
                legalEntity = x.Of.LegalEntity.Value,
                journal = x.Kind,
                x.Of.Ledger,
                status = x.Status,
                x.Outcome?.Reference,
                x.Outcome?.Number,
                x.Outcome?.Amount,
                x.Outcome?.Reason,
                x.Outcome?.Message,
                lines = x.Outcome?.Lines?.Select(line => new
                {
                    engagement = line.Engagement.Value,
                    line.Account,
                    line.Amount,
                    dimensions = line.Dimensions?.Select(d => d.Value),
                }),
            }),
            gaps = posted.Gaps.Select(x => new
            {
                legalEntity = x.LegalEntity.Value,
                engagement = x.Engagement.Value,
                x.Reason,
                x.Message,
                x.KeepsEntityOut,
            }),
            notes = posted.Revenue.Engagements.SelectMany(x =>
                x.Notes.Select(note => new
                {
                    engagement = x.Engagement.Value,
                    note.Reason,
                    owner = OwnerOption.NameOf(note.Owner),
                    note.Count,
                    note.Value,
                })
            ),
            posted.Revenue.WithoutProject,
        };

    private static void ShowText(Screen screen, PostedJournals posted, List<Row> journals)
    {
        if (journals.Count == 0)
        {
            screen.Line("Nothing is to be posted.");
        }
        else
        {
            screen.Table(
                ["entity", "journal", "ledger", "status", "reference", ">amount"],
                journals.Select(x => x.Cells)
            );
        }

        if (journals.Exists(x => x.Outcome?.Status is JournalStatus.Planned))
        {
            ShowLines(screen, journals);
        }

        if (journals.Exists(x => x.Outcome?.Status is JournalStatus.Unchanged))
        {
            screen.Line(
                "unchanged: the hub has posted all of it before; the ledger was not asked."
            );
        }

        foreach (var x in journals.Where(x => x.Outcome?.Message is not null))
        {
            var reason = x.Outcome!.Reason is { } some ? $" ({some})" : string.Empty;
            screen.Line($"{x.Of.LegalEntity} {x.Kind}: {x.Outcome.Message!.TrimEnd('.')}.{reason}");
        }

        foreach (var x in posted.Gaps)
        {
            var what = x.KeepsEntityOut ? $"nothing of {x.LegalEntity}" : $"not {x.Engagement}";
            screen.Line($"Posted is {what}: {x.Engagement}: {x.Message}. ({x.Reason})");
        }

        RevenueCommand.ShowNotes(screen, posted.Revenue.Engagements);
        RevenueCommand.ShowWithoutProject(screen, posted.Revenue);
    }

    private static void ShowLines(Screen screen, List<Row> journals) =>
        screen.Table(
            ["entity", "journal", "contract", "account", ">amount", "analysis"],
            from journal in journals
            from line in journal.Outcome?.Lines ?? []
            select (IReadOnlyList<string>)
                [
                    journal.Of.LegalEntity.Value,
                    journal.Kind,
                    line.Engagement.Value,
                    line.Account,
                    Figures.WithCurrency(line.Amount),
                    string.Join(", ", (line.Dimensions ?? []).Select(x => x.Value)),
                ]
        );

    /// <summary>One journal of a legal entity; no outcome where it was not tried.</summary>
    private sealed record Row(PostedMonthEnd Of, string Kind, JournalOutcome? Outcome)
    {
        /// <summary>An entity that was never told anything has nothing to tell.</summary>
        public bool IsTold => Outcome is not { Status: JournalStatus.Unchanged, Reference: null };

        public bool IsRight => Outcome is { IsThere: true } or { Status: JournalStatus.Planned };

        public string Status =>
            Outcome is null
                ? "not-tried"
                : JsonNamingPolicy.KebabCaseLower.ConvertName(Outcome.Status.ToString());

        public IReadOnlyList<string> Cells =>
            [
                Of.LegalEntity.Value,
                Kind,
                Of.Ledger ?? "-",
                Status,
                Outcome?.Number ?? Outcome?.Reference ?? "-",
                Outcome?.Amount is { } amount ? Figures.WithCurrency(amount) : "-",
            ];
    }
}
