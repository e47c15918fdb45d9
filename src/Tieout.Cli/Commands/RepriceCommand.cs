using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Host.Hosting;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Cli.Commands;

/// <summary>`tieout reprice`: billed time whose rate is another one by now.</summary>
internal sealed class RepriceCommand : Command
{
    private const int RowsMax = 40;

    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string?> _engagement = new("contract")
    {
        Description = "One contract; all with billed time when left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<LocalDate?> _asOf = CommonOptions.Day(
        "--as-of",
        "Rates that became known later do not count: 2026-11-30. Today when left out."
    );

    private readonly Option<LocalDate?> _date = CommonOptions.Day(
        "--date",
        "On the documents: 2026-11-30. Today when left out."
    );

    private readonly Option<Mode> _mode = new("--mode")
    {
        Description =
            "delta: one document with the differences; rebill: a credit note over the old amounts "
            + "and an invoice over the new ones.",
        HelpName = "delta|rebill",
    };

    private readonly Option<bool> _draft = new("--draft")
    {
        Description = "Drafts the documents of the contract; without it nothing changes.",
    };

    public RepriceCommand()
        : base(
            "reprice",
            """
            Compares the rates at which time was billed with those that hold for it by the rate
            cards and contracts known now, and shows the difference. Open work is priced anew by
            itself when a rate changes; what was billed is not, until somebody decides so: --draft
            drafts the difference of one contract, 'tieout invoice approve' makes it final, and the
            next run delivers it. Exit code 1 when there is a difference. --draft needs the store
            for itself.

            Example:
              tieout reprice
              tieout reprice K-1
              tieout reprice K-1 --draft
              tieout invoice approve TO-K-1-004 --by anna
            """
        )
    {
        Arguments.Add(_engagement);
        Options.Add(_config);
        Options.Add(_asOf);
        Options.Add(_date);
        Options.Add(_mode);
        Options.Add(_draft);
        this.Does(RunAsync);
    }

    /// <summary>The choices as they are typed.</summary>
    internal enum Mode
    {
        Delta,
        Rebill,
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var config = parsed.GetRequiredValue(_config);
        var configuration = CommandFrame.ReadConfiguration(config);
        var today = SystemClock.Instance.GetCurrentInstant().InZone(configuration.Zone).Date;
        var command = new RepriceWork(
            parsed.GetValue(_asOf) ?? today,
            parsed.GetValue(_date) ?? today,
            parsed.GetValue(_mode) is Mode.Rebill ? RepriceMode.CreditRebill : RepriceMode.Delta
        );
        EngagementId? only = parsed.GetValue(_engagement) is { } text
            ? EngagementOption.Parse(text)
            : null;
        if (!parsed.GetValue(_draft))
        {
            return await ShowAsync(config, screen, only, command, cancellationToken);
        }

        if (only is not { } engagement)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                "--draft is for one contract: tieout reprice <contract> --draft"
            );
        }

        var events = await EngagementOrders.GiveAsync(
            configuration,
            engagement,
            command,
            cancellationToken
        );
        var drafts = await EngagementOrders.DraftsAsync(
            configuration,
            engagement,
            cancellationToken
        );
        screen.Show(
            new
            {
                engagement = engagement.Value,
                drafted = events > 0,
                drafts,
            },
            () =>
                screen.Line(
                    events == 0
                        ? "Nothing to draft: no billed time has another rate now, or the difference "
                            + "is drafted already."
                        : $"Drafted. Drafts of {engagement}: {string.Join(", ", drafts)}. "
                            + "'tieout invoice approve' makes one final."
                )
        );
        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(
        FileInfo config,
        Screen screen,
        EngagementId? only,
        RepriceWork command,
        CancellationToken cancellationToken
    )
    {
        await using var reading = await CommandFrame.OpenReadingAsync(
            config,
            screen,
            cancellationToken
        );
        await using (var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken))
        {
            await EngagementOption.RequireAsync(moment, only?.Value, cancellationToken);
        }

        IReadOnlyList<EngagementId> engagements = only is { } one
            ? [one]
            : await BilledAsync(reading.Tables, cancellationToken);
        var reference = await HubOrders.ReadReferenceAsync(reading.Log, cancellationToken);
        var differing = await ProgressDisplay.RunAsync(
            screen,
            async progress =>
            {
                var step = progress.Begin("compare rates, contract");
                var found =
                    new List<(EngagementId Engagement, IReadOnlyList<PriceChange> Changes)>();
                for (var i = 0; i < engagements.Count; i++)
                {
                    var engagement = engagements[i];
                    var state = await HubOrders.ReadEngagementAsync(
                        reading.Log,
                        engagement,
                        cancellationToken
                    );
                    if (Changes(state, reference, command) is [_, ..] changes)
                    {
                        found.Add((engagement, changes));
                    }

                    step.Report(i + 1);
                }

                return found;
            }
        );
        screen.Show(
            differing.SelectMany(x => x.Changes.Select(change => Row(x.Engagement, change))),
            () =>
            {
                Show(screen, differing, isOne: only is not null);
                screen.Line(reading.AsOf);
            }
        );
        return differing.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private static IReadOnlyList<PriceChange> Changes(
        EngagementState state,
        ReferenceBook reference,
        RepriceWork command
    ) => state.Contract is null ? [] : command.Changes(state, reference);

    private static async Task<IReadOnlyList<EngagementId>> BilledAsync(
        IReadStore tables,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        return await moment.ListAsync(
            "SELECT DISTINCT engagement FROM document ORDER BY engagement",
            row => EngagementId.Parse(row.GetString(0)),
            cancellationToken
        );
    }

    private static object Row(EngagementId engagement, PriceChange x) =>
        new
        {
            engagement = engagement.Value,
            work = x.Entry.Id.Value,
            date = x.Entry.WorkDate,
            effort = x.Slice.Effort,
            document = x.Slice.Invoice?.Value,
            x.OldRate,
            x.NewRate,
            billed = x.Slice.Amount,
            difference = x.Delta,
            rule = x.Rate.Card.Value,
        };

    private static void Show(
        Screen screen,
        List<(EngagementId Engagement, IReadOnlyList<PriceChange> Changes)> differing,
        bool isOne
    )
    {
        if (differing.Count == 0)
        {
            screen.Line("All billed time has the rate that holds for it now.");
            return;
        }

        screen.Table(
            ["contract", ">entries", ">hours", ">billed", ">difference"],
            differing.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Engagement.Value,
                        Figures.Count(x.Changes.Count),
                        Figures.Hours(Effort.Sum(x.Changes.Select(y => y.Slice.Effort))),
                        Figures.WithCurrency(Sum(x.Changes, y => y.Slice.Amount!.Value)),
                        Figures.WithCurrency(Sum(x.Changes, y => y.Delta)),
                    ]
            )
        );
        if (!isOne)
        {
            screen.Line("'tieout reprice <contract>' lists the entries.");
            return;
        }

        ShowEntries(screen, differing[0].Changes);
    }

    private static void ShowEntries(Screen screen, IReadOnlyList<PriceChange> changes)
    {
        screen.Table(
            ["entry", "date", "on", ">hours", ">billed at", ">now", ">difference"],
            changes
                .Take(RowsMax)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.Entry.Id.Value,
                            Figures.Day(x.Entry.WorkDate),
                            x.Slice.Invoice?.Value ?? "-",
                            Figures.Hours(x.Slice.Effort),
                            Figures.Rate(x.OldRate),
                            Figures.Rate(x.NewRate),
                            Figures.WithCurrency(x.Delta),
                        ]
                )
        );
        if (changes.Count > RowsMax)
        {
            screen.Line(
                $"and {Figures.Count(changes.Count - RowsMax)} more; --format json has all"
            );
        }
    }

    private static Money Sum(IReadOnlyList<PriceChange> changes, Func<PriceChange, Money> amount) =>
        Money.Sum(amount(changes[0]).Currency, changes.Select(amount));
}
