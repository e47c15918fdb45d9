using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.BillableEvents;

namespace Tieout.Cli.Commands;

/// <summary>`tieout work reinstate`.</summary>
internal sealed class WorkReinstateCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _engagement = new("contract");

    private readonly Argument<string> _work = new("work");

    private readonly JudgementOptions _judgement = new();

    public WorkReinstateCommand()
        : base(
            "reinstate",
            """
            What was written off, or credited without being billed again, is to be billed after all.
            Doing it again changes nothing. No hub may be running.

            Example:
              tieout work reinstate K-1 time/chronos/17 --because "customer agreed" --by paul
            """
        )
    {
        Arguments.Add(_engagement);
        Arguments.Add(_work);
        Options.Add(_config);
        _judgement.AddTo(this);
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
        var work = WorkWriteOffCommand.WorkOf(parsed.GetRequiredValue(_work));
        var events = await EngagementOrders.GiveAsync(
            configuration,
            engagement,
            new ReinstateWork(work, _judgement.Read(parsed)),
            cancellationToken
        );
        screen.Show(
            new
            {
                engagement = engagement.Value,
                work = work.Value,
                reinstated = events > 0,
            },
            () =>
                screen.Line(
                    events > 0
                        ? $"{work} is open again; the next billing run takes it."
                        : $"Nothing of {work} is given up; nothing changed."
                )
        );
        return events > 0 ? ExitCode.Ok : ExitCode.Findings;
    }
}
