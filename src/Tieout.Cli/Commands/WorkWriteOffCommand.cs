using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Cli.Commands;

/// <summary>`tieout work write-off`.</summary>
internal sealed class WorkWriteOffCommand : Command
{
    private const int HourDigits = 4;

    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _engagement = new("contract");

    private readonly Argument<string[]> _work = new("work")
    {
        Description = "Time entries, expenses, milestones: ids as 'tieout explain' prints them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<decimal?> _hours = new("--hours")
    {
        Description = "Of one time entry; all that is open of it when left out.",
    };

    private readonly JudgementOptions _judgement = new();

    public WorkWriteOffCommand()
        : base(
            "write-off",
            """
            Approved work, or hours of it, is not to be billed. What is on a draft is not open: give
            the draft up first. What is on an invoice is credited: 'tieout invoice credit'. No hub
            may be running.

            Example:
              tieout work write-off K-1 time/chronos/17 --hours 1.5 --because "rework" --by paul
              tieout work write-off K-1 time/chronos/17 time/chronos/18 \
                --because "goodwill" --by paul --approved-by anna
            """
        )
    {
        Arguments.Add(_engagement);
        Arguments.Add(_work);
        Options.Add(_config);
        Options.Add(_hours);
        _judgement.AddTo(this, hasApprover: true);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var engagement = EngagementOption.Parse(parsed.GetRequiredValue(_engagement));
        List<WorkId> work = [.. parsed.GetRequiredValue(_work).Select(WorkOf)];
        Effort? effort = parsed.GetValue(_hours) is { } hours ? EffortOf(hours, work.Count) : null;
        var command = new WriteOffWork(
            work,
            _judgement.Read(parsed),
            effort,
            configuration.Billing.WriteOffLimit
        );
        await EngagementOrders.GiveAsync(configuration, engagement, command, cancellationToken);
        screen.Show(
            new { engagement = engagement.Value, writtenOff = work.Select(x => x.Value) },
            () =>
                screen.Line(
                    $"Written off: {string.Join(", ", work)}. 'tieout explain {work[0]}' shows it."
                )
        );
        return ExitCode.Ok;
    }

    internal static WorkId WorkOf(string text) =>
        Identifier.IsValid(text)
            ? WorkId.Parse(text)
            : throw new CommandRefusedException(
                ExitCode.Usage,
                $"'{text}' cannot be an id of work."
            );

    private static Effort EffortOf(decimal hours, int entries) =>
        (hours, entries) switch
        {
            (<= 0m, _) => throw new CommandRefusedException(
                ExitCode.Usage,
                "--hours must be above zero."
            ),
            (_, > 1) => throw new CommandRefusedException(
                ExitCode.Usage,
                "--hours is for one time entry; several are written off in whole."
            ),
            _ when hours.Scale > HourDigits => throw new CommandRefusedException(
                ExitCode.Usage,
                $"--hours has {HourDigits} decimals at most."
            ),
            _ => Effort.OfHours(hours),
        };
}
