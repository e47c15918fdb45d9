using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Cli.Commands;

/// <summary>`tieout exceptions dismiss`.</summary>
internal sealed class ExceptionsDismissCommand : Command
{
    private const string SetAside = "set-aside/";
    private const string Rejected = "rejected/";

    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _id = new("id")
    {
        Description = "Of what was set aside or rejected, as 'tieout exceptions list' prints it.",
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
            Gives up for good what a contract could not do (a record that its source will not correct, a billing
            run that is not wanted), or what was read and rejected and nobody will put right. Only ids that
            begin with set-aside/ or rejected/ can be dismissed; every other exception ends when its cause is
            gone. With a rejection goes all that its feed has rejected of the same record. What a source tells again
            is an exception again. No hub may be running.

            Examples:
              tieout exceptions dismiss set-aside/K-1/2 --by anna --because "duplicate of 17"
              tieout exceptions dismiss rejected/41/1 --by anna --because "a test file"
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
        var (by, because) = (CommonOptions.Text(parsed, _by), CommonOptions.Text(parsed, _because));
        var place = PlaceOf(id);
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var waited = place.Engagement is { } engagement
            ? await EngagementOrders.DismissAsync(
                configuration,
                engagement,
                place.Number,
                by,
                because,
                cancellationToken
            )
            : await EngagementOrders.DismissRejectionAsync(
                configuration,
                (place.Sequence, place.Number),
                by,
                because,
                cancellationToken
            );
        screen.Show(
            new { id, dismissed = waited },
            () => screen.Line(waited ? $"{id} is dismissed." : $"Nothing with the id {id} waits.")
        );
        return waited ? ExitCode.Ok : ExitCode.Findings;
    }

    /// <summary>Of a contract's command, or else of an event in the log.</summary>
    private static (EngagementId? Engagement, long Sequence, int Number) PlaceOf(string id)
    {
        var end = id.LastIndexOf('/');
        if (TryNumber<int>(id[(end + 1)..], out var number))
        {
            if (id.StartsWith(SetAside, StringComparison.Ordinal) && end > SetAside.Length)
            {
                return (EngagementOption.Parse(id[SetAside.Length..end]), 0, number);
            }

            if (
                id.StartsWith(Rejected, StringComparison.Ordinal)
                && end > Rejected.Length
                && TryNumber<long>(id[Rejected.Length..end], out var sequence)
            )
            {
                return (null, sequence, number);
            }
        }

        throw new CommandRefusedException(
            ExitCode.Usage,
            $"'{id}' cannot be dismissed: only ids such as set-aside/K-1/2 and rejected/41/1 can. Other exceptions "
                + "end when their cause is gone; 'tieout exceptions show' says what that is."
        );
    }

    private static bool TryNumber<T>(string text, out T number)
        where T : INumber<T> =>
        T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number!);
}
