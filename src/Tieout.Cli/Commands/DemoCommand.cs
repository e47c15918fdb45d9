using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Demo;
using Tieout.Host.Demo.Scenarios;
using Tieout.Sandbox.Firm;

namespace Tieout.Cli.Commands;

/// <summary>`tieout demo`: the whole story on one machine.</summary>
internal sealed class DemoCommand : Command
{
    private readonly Option<DirectoryInfo> _folder = new("--folder")
    {
        Description = "Where everything is kept that the demonstration makes.",
        DefaultValueFactory = _ => new DirectoryInfo(new DemoOptions().Folder),
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Another seed is another firm.",
        DefaultValueFactory = _ => new DemoOptions().Seed,
    };

    private readonly Option<int> _entries = new("--entries")
    {
        Description = $"Time entries: {FirmOptions.EntriesMin} to {FirmOptions.EntriesMax}.",
        DefaultValueFactory = _ => new DemoOptions().Entries,
    };

    private readonly Option<bool> _fresh = new("--fresh")
    {
        Description = "Start over instead of going on with what the folder holds.",
    };

    private readonly Option<string> _scenario = new("--scenario")
    {
        Description =
            "Tells a story on simulated vendors' systems instead, and starts over each time: "
            + $"{string.Join(", ", ScenarioStory.Names)}. The last one is told on real systems.",
        HelpName = "name",
    };

    private readonly RealSystemsOptions _real = new();

    public DemoCommand()
        : base(
            "demo",
            """
            Tells the main job from end to end: a made-up consulting firm's quarter is read from
            files, billed, posted to a simulated ERP, paid, and tied out.

            Interrupted or killed at any moment, the same command goes on and ends the same.
            Exit code 1 when anything does not tie out.

            Example:
              tieout demo --seed 2 --fresh
              tieout demo --scenario global-consulting
              tieout demo --scenario redmine-to-tryton \
                --redmine http://127.0.0.1:3000/ --tryton http://127.0.0.1:8000/rehearsal
            """
        )
    {
        Options.Add(_folder);
        Options.Add(_seed);
        Options.Add(_entries);
        Options.Add(_fresh);
        Options.Add(_scenario);
        _real.AddTo(this, _scenario);
        _ = _scenario.AcceptOnlyFromAmong([.. ScenarioStory.Names]);
        _entries.Validators.Add(result =>
        {
            if (
                CommonOptions.NumberOf(result)
                is < FirmOptions.EntriesMin
                    or > FirmOptions.EntriesMax
            )
            {
                result.AddError(
                    $"--entries must be {FirmOptions.EntriesMin} to {FirmOptions.EntriesMax}."
                );
            }
        });
        Validators.Add(result =>
        {
            if (
                result.GetResult(_scenario) is not null
                && new Option[] { _seed, _entries, _fresh }.FirstOrDefault(x =>
                    result.GetResult(x) is { Implicit: false }
                )
                    is { } other
            )
            {
                result.AddError($"{other.Name} is not for a scenario: it is the same each time.");
            }
        });
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // The story is written while the steps go on: moving lines would be drawn over it.
            var progress = new PlainProgress(Console.Error, TimeProvider.System);
            var isTiedOut = await TellAsync(parsed, progress, cancellationToken);
            progress.Complete();
            return isTiedOut ? ExitCode.Ok : ExitCode.Findings;
        }
        catch (OperationCanceledException) when (parsed.GetValue(_scenario) is not null)
        {
            screen.Note("Interrupted. A scenario starts over each time.");
            return ExitCode.Interrupted;
        }
        catch (DemoRefusedException e)
        {
            throw new CommandRefusedException(ExitCode.Usage, e.Message);
        }
    }

    private async Task<bool> TellAsync(
        ParseResult parsed,
        PlainProgress progress,
        CancellationToken cancellationToken
    )
    {
        var folder = parsed.GetRequiredValue(_folder).FullName;
        if (parsed.GetValue(_scenario) is { } name)
        {
            var own = parsed.GetResult(_folder) is { Implicit: false }
                ? folder
                : $"{folder}-{name}";
            return await ScenarioStory.RunAsync(
                new ScenarioOptions(name, own, _real.Of(parsed)),
                Console.Out,
                progress,
                cancellationToken
            );
        }

        var options = new DemoOptions
        {
            Folder = folder,
            Seed = parsed.GetValue(_seed),
            Entries = parsed.GetValue(_entries),
            IsFresh = parsed.GetValue(_fresh),
        };
        var outcome = await DemoStory.RunAsync(options, Console.Out, progress, cancellationToken);
        return outcome.IsTiedOut;
    }
}
