using System.CommandLine;
using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>`tieout amendment plan`.</summary>
internal sealed class AmendmentPlanCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _engagement = new("contract")
    {
        Description = "As 'tieout amendment list' prints it.",
    };

    private readonly Option<int?> _sequence = new("--sequence")
    {
        Description = "Number of the amendment; the one that waits when there is one.",
    };

    private readonly Option<AmendmentMode?> _mode = new("--mode")
    {
        Description =
            "delta: one document with the differences; rebill: credit whole documents and bill "
            + "them anew; waive: write the difference down. The least that is right when left out.",
        HelpName = "delta|rebill|waive",
    };

    private readonly Option<LocalDate?> _date = CommonOptions.Day(
        "--date",
        "On the documents: 2026-11-30. Today when left out."
    );

    private readonly Option<string> _by = new("--by")
    {
        Description = "Proposes the plan under this name; without it the plan is only shown.",
    };

    public AmendmentPlanCommand()
        : base(
            "plan",
            """
            Shows what an amendment means: billed and open work with old and new rates, documents
            touched and documents to be made, taxes, caps, retainers, purchase order. Nothing
            moves. With --by the plan is recorded as a proposal, for which no hub may be running.

            Example:
              tieout amendment plan K-1
              tieout amendment plan K-1 --mode rebill --by paul
            """
        )
    {
        Arguments.Add(_engagement);
        Options.Add(_config);
        Options.Add(_sequence);
        Options.Add(_mode);
        Options.Add(_date);
        Options.Add(_by);
        this.Does(RunAsync);
    }

    /// <summary>The choices as they are typed.</summary>
    internal enum AmendmentMode
    {
        Delta,
        Rebill,
        Waive,
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var config = parsed.GetRequiredValue(_config);
        var configuration = CommandFrame.ReadConfiguration(config);
        var engagement = EngagementOption.Parse(parsed.GetRequiredValue(_engagement));
        var date =
            parsed.GetValue(_date)
            ?? SystemClock.Instance.GetCurrentInstant().InZone(configuration.Zone).Date;
        EngagementState state;
        AmendmentImpact impact;
        await using (
            var reading = await CommandFrame.OpenReadingAsync(config, screen, cancellationToken)
        )
        {
            (state, var reference) = await HubOrders.ReadAsync(
                reading.Log,
                engagement,
                cancellationToken
            );
            var sequence = SequenceOf(state, parsed.GetValue(_sequence));
            var amendment = AmendmentOf(state, sequence);
            var terms = amendment.Terms ?? state.Contract!.TermsAt(date);
            impact = ImpactAnalysis.Of(
                state,
                reference,
                amendment,
                ChoiceOf(parsed.GetValue(_mode)),
                date,
                calendars: await CalendarsAsync(
                    screen,
                    configuration,
                    reference,
                    [
                        terms.LegalEntity,
                        .. state.Invoices.Values.Select(x => x.Invoice.LegalEntity),
                    ],
                    date,
                    cancellationToken
                )
            );
        }

        if (parsed.GetValue(_by) is not null)
        {
            var by = CommonOptions.Text(parsed, _by);
            var command = new PlanAmendment(impact.Sequence, date, by, impact.Choice);
            await EngagementOrders.GiveAsync(configuration, engagement, command, cancellationToken);
            state = Proposed(state, impact, by);
        }

        AmendmentPage.Show(screen, state, impact);
        return impact.Obstacle is null ? ExitCode.Ok : ExitCode.Findings;
    }

    /// <summary>Of the ledgers that the documents would go to; none of one that does not answer.</summary>
    private static async Task<Dictionary<LegalEntityCode, PostingCalendar>> CalendarsAsync(
        Screen screen,
        HubConfiguration configuration,
        ReferenceBook reference,
        IEnumerable<LegalEntityCode> entities,
        LocalDate date,
        CancellationToken cancellationToken
    )
    {
        var calendars = new Dictionary<LegalEntityCode, PostingCalendar>();
        foreach (var entity in entities.Distinct())
        {
            var (calendar, whyNot) = await TargetPeriods.ReadAsync(
                configuration,
                reference,
                entity,
                date,
                cancellationToken
            );
            if (whyNot is not null)
            {
                screen.Note($"The accounting periods of {entity} are not known: {whyNot}");
            }

            if (calendar is not null)
            {
                calendars.Add(entity, calendar);
            }
        }

        return calendars;
    }

    /// <summary>The first who proposed a plan stays.</summary>
    private static EngagementState Proposed(
        EngagementState state,
        AmendmentImpact impact,
        string by
    ) =>
        state.Plans.ContainsKey(impact.Id)
            ? state
            : state with
            {
                Plans = state.Plans.Add(
                    impact.Id,
                    new AmendmentPlan(
                        impact.Id,
                        impact.Sequence,
                        impact.AmendmentVersion,
                        impact.Choice,
                        impact.Date,
                        by,
                        impact.Documents.Count,
                        impact.Net,
                        impact.Gross
                    )
                ),
            };

    private static Amendment AmendmentOf(EngagementState state, int sequence) =>
        state.Contract is not null && state.AmendmentOf(sequence) is { } amendment
            ? amendment
            : throw new CommandRefusedException(
                ExitCode.Usage,
                AmendmentRejections.Unknown(state.Id, sequence).Message
            );

    private static int SequenceOf(EngagementState state, int? asked)
    {
        if (state.Contract is null)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"The hub knows no contract '{state.Id}'."
            );
        }

        if (asked is { } sequence)
        {
            return sequence;
        }

        var waiting = state.Withheld.Keys.ToList();
        return waiting switch
        {
            [var only] => only,
            [] => throw new CommandRefusedException(
                ExitCode.Usage,
                $"No amendment of {state.Id} waits for a plan; --sequence looks at one that counts "
                    + "already."
            ),
            _ => throw new CommandRefusedException(
                ExitCode.Usage,
                $"Amendments {string.Join(", ", waiting.Select(Text))} of {state.Id} wait; name one "
                    + "with --sequence."
            ),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static AmendmentChoice? ChoiceOf(AmendmentMode? mode) =>
        mode switch
        {
            AmendmentMode.Delta => AmendmentChoice.Delta,
            AmendmentMode.Rebill => AmendmentChoice.CreditAndRebill,
            AmendmentMode.Waive => AmendmentChoice.Waive,
            _ => null,
        };
}
