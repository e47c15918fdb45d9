using System.CommandLine;
using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Cli.Commands;

/// <summary>`tieout exceptions dismiss`.</summary>
internal sealed class ExceptionsDismissCommand : Command
{
    private const string Prefix = "set-aside/";

    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _id = new("id")
    {
        Description = "Of something that was set aside, as 'tieout exceptions list' prints it.",
    };

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who decides it.",
        Required = true,
    };

    private readonly Option<string> _because = new("--because")
    {
        Description = "Why it need not be done; both stay in the history.",
        Required = true,
    };

    public ExceptionsDismissCommand()
        : base(
            "dismiss",
            """
            Gives up for good what a contract could not do: a record that its source will not
            correct, or a billing run that is not wanted. Only ids that begin with set-aside/ can be
            dismissed; every other exception ends when its cause is gone. No hub may be running.

            Example:
              tieout exceptions dismiss set-aside/K-1/2 --by anna --because "duplicate of 17"
            """
        )
    {
        Arguments.Add(_id);
        Options.Add(_config);
        Options.Add(_by);
        Options.Add(_because);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var id = parsed.GetRequiredValue(_id);
        var (engagement, number) = Place(id);
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var waited = await EngagementOrders.DismissAsync(
            configuration,
            engagement,
            number,
            CommonOptions.Text(parsed, _by),
            CommonOptions.Text(parsed, _because),
            cancellationToken
        );
        screen.Show(
            new { id, dismissed = waited },
            () => screen.Line(waited ? $"{id} is dismissed." : $"Nothing with the id {id} waits.")
        );
        return waited ? ExitCode.Ok : ExitCode.Findings;
    }

    private static (EngagementId Engagement, int Number) Place(string id)
    {
        var end = id.LastIndexOf('/');
        return
            id.StartsWith(Prefix, StringComparison.Ordinal)
            && end > Prefix.Length
            && int.TryParse(
                id.AsSpan(end + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? (EngagementOption.Parse(id[Prefix.Length..end]), number)
            : throw new CommandRefusedException(
                ExitCode.Usage,
                $"'{id}' cannot be dismissed: only ids such as set-aside/K-1/2 can. Other exceptions end when "
                    + "their cause is gone; 'tieout exceptions show' says what that is."
            );
    }
}
