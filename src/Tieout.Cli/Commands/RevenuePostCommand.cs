using System.CommandLine;
using System.Text.Json;
using Tieout.Cli.Terminal;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Revenue;
using Tieout.Host.Hosting;
using Tieout.Runtime.Lanes;

namespace Tieout.Cli.Commands;

/// <summary>`tieout revenue post`.</summary>
internal sealed class RevenuePostCommand : Command
{
    private readonly RevenueOptions _options = new(isWhole: true);

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who has it posted; stands in the history of each journal.",
        Required = true,
    };

    public RevenuePostCommand()
        : base(
            "post",
            """
            Posts the entries of a month end in the ledger of each legal entity: one journal for the
            adjustments, dated the last day, and one that takes them back on the next day. Amounts are
            in the ledger's own currency, at the rate of the last day. Posting a month again posts what
            has changed since, and nothing where nothing has. No hub may be running.

            Example:
              tieout revenue post --month 2026-10 --by anna
              tieout revenue post --month 2026-10 --entity UK --by anna
            """
        )
    {
        _options.AddTo(this);
        Options.Add(_by);
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
        var by = CommonOptions.Text(parsed, _by);
        var today = SystemClock.Instance.GetCurrentInstant().InZone(configuration.Zone).Date;
        if (month.ToDateInterval().End > today)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--month: {month.Year:D4}-{month.Month:D2} is not over before "
                    + $"{Figures.Day(month.ToDateInterval().End)}; 'tieout revenue' shows it as it stands."
            );
        }

        HubRevenue revenue;
        await using (var reading = await _options.OpenAsync(parsed, screen, cancellationToken))
        {
            revenue = await _options.ReadAsync(parsed, reading, screen, cancellationToken);
        }

        var (journals, missing) = MonthEndJournal.Of(
            MonthEndEntry.Of(revenue.Engagements),
            revenue.Reference
        );
        var posted = await EngagementOrders.PostAsync(
            configuration,
            Complete(journals, missing, revenue.Reference, month, _options.EntityOf(parsed)),
            by,
            cancellationToken
        );
        Show(screen, posted, missing);
        return missing.Count > 0 || posted.Any(x => !x.IsThere) ? ExitCode.Findings : ExitCode.Ok;
    }

    /// <summary>An entity that has nothing to say any more takes back what it said before.</summary>
    private static IReadOnlyList<MonthEndJournal> Complete(
        IReadOnlyList<MonthEndJournal> journals,
        IReadOnlyList<RateMissing> missing,
        ReferenceBook reference,
        YearMonth month,
        string? entity
    ) =>
        [
            .. journals
                .Concat(
                    reference
                        .LegalEntities.Values.Where(x =>
                            entity is null || entity.Equals(x.Code.Value, StringComparison.Ordinal)
                        )
                        .Where(x => !journals.Any(y => y.LegalEntity == x.Code))
                        .SelectMany(x => MonthEndJournal.Empty(x.Code, x.Currency, month))
                )
                // A contract without a rate would look as if it had nothing to say any more.
                .Where(x => !missing.Any(y => y.LegalEntity == x.LegalEntity))
                .OrderBy(x => x.IsReversal)
                .ThenBy(x => x.LegalEntity.Value, StringComparer.Ordinal),
        ];

    private static void Show(
        Screen screen,
        IReadOnlyList<PostedJournal> posted,
        IReadOnlyList<RateMissing> missing
    )
    {
        var told = posted
            .Where(x => x.Outcome is not { Status: JournalStatus.Unchanged, Reference: null })
            .ToList();
        screen.Show(
            new
            {
                journals = told.Select(x => new
                {
                    legalEntity = x.Journal.LegalEntity.Value,
                    x.Journal.Date,
                    x.Journal.IsReversal,
                    x.Ledger,
                    status = NameOf(x.Outcome.Status),
                    x.Outcome.Reference,
                    x.Outcome.Number,
                    x.Outcome.Amount,
                    x.Outcome.Reason,
                    x.Outcome.Message,
                }),
                ratesMissing = missing.Select(x => new
                {
                    legalEntity = x.LegalEntity.Value,
                    engagement = x.Engagement.Value,
                    from = x.From.Code,
                    to = x.To.Code,
                    x.Date,
                }),
            },
            () => ShowText(screen, told, missing)
        );
    }

    private static void ShowText(
        Screen screen,
        List<PostedJournal> told,
        IReadOnlyList<RateMissing> missing
    )
    {
        if (told.Count > 0)
        {
            screen.Table(
                ["entity", "date", "journal", "ledger", "status", "reference", ">amount"],
                told.Select(Row)
            );
        }

        foreach (var x in told.Where(x => x.Outcome.Message is not null))
        {
            screen.Line(
                $"{x.Journal.LegalEntity} {Figures.Day(x.Journal.Date)}: {x.Outcome.Message}"
                    + (x.Outcome.Reason is { } reason ? $" ({reason})" : string.Empty)
            );
        }

        foreach (var x in missing)
        {
            screen.Line(
                $"{x.LegalEntity}: nothing is posted, since there is no rate of {x.From.Code} to "
                    + $"{x.To.Code} on {Figures.Day(x.Date)} for {x.Engagement} (FX_RATE_MISSING)."
            );
        }

        if (told.Count == 0 && missing.Count == 0)
        {
            screen.Line("Nothing is to be posted.");
        }
    }

    private static IReadOnlyList<string> Row(PostedJournal x) =>
        [
            x.Journal.LegalEntity.Value,
            Figures.Day(x.Journal.Date),
            x.Journal.IsReversal ? "reversal" : "adjustment",
            x.Ledger ?? "-",
            NameOf(x.Outcome.Status),
            x.Outcome.Number ?? x.Outcome.Reference ?? "-",
            x.Outcome.Amount is { } amount ? Figures.WithCurrency(amount) : "-",
        ];

    private static string NameOf(JournalStatus status) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}
