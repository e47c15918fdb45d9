using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Reconciliation.Exceptions;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice approve`.</summary>
internal sealed class InvoiceApproveCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string[]> _references = new("reference")
    {
        Description = "Drafts, as 'tieout exceptions list' prints them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every draft there is." };

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who approves; stands in the history of each document.",
        Required = true,
    };

    public InvoiceApproveCommand()
        : base(
            "approve",
            """
            Makes drafts final. The next 'tieout run' delivers them. Approving a second time
            changes nothing. No hub may be running.

            Example:
              tieout invoice approve TO-K-1-001 TO-K-2-001 --by anna
              tieout invoice approve --all --by anna
            """
        )
    {
        Arguments.Add(_references);
        Options.Add(_config);
        Options.Add(_all);
        Options.Add(_by);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var config = parsed.GetRequiredValue(_config);
        var configuration = CommandFrame.ReadConfiguration(config);
        var by = CommonOptions.Text(parsed, _by);
        var named = parsed.GetValue(_references) ?? [];
        if (named.Length == 0 != parsed.GetValue(_all))
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                "Name the drafts to approve, or say --all; not both."
            );
        }

        var references = parsed.GetValue(_all)
            ? await DraftsAsync(config, screen, cancellationToken)
            : named;
        var orders = references
            .Distinct(StringComparer.Ordinal)
            .Select(reference => Order(reference, by))
            .ToList();
        var outcomes =
            orders.Count == 0
                ? []
                : await EngagementOrders.GiveAsync(configuration, orders, cancellationToken);
        return Show(screen, [.. orders.Select(Reference).Zip(outcomes)]);
    }

    private static int Show(
        Screen screen,
        List<(string Reference, (int Events, Rejection? Refused) Outcome)> answers
    )
    {
        screen.Show(
            answers.Select(x => new
            {
                reference = x.Reference,
                approved = x.Outcome.Refused is null,
                wasFinalBefore = x.Outcome is { Events: 0, Refused: null },
                refused = x.Outcome.Refused?.Code,
                message = x.Outcome.Refused?.Message,
            }),
            () =>
            {
                foreach (var (reference, (events, refused)) in answers)
                {
                    screen.Line(
                        refused is not null ? $"{reference}: {refused.Message} ({refused.Code})"
                        : events == 0 ? $"{reference} was final before; nothing changed."
                        : $"{reference} is approved."
                    );
                }

                screen.Line(
                    answers.Count == 0 ? "There is no draft."
                    : answers.TrueForAll(x => x.Outcome.Refused is not null)
                        ? "Nothing is approved."
                    : "The next 'tieout run' delivers what is approved."
                );
            }
        );
        return answers.Exists(x => x.Outcome.Refused is not null) ? ExitCode.Findings : ExitCode.Ok;
    }

    private static async Task<IReadOnlyList<string>> DraftsAsync(
        FileInfo config,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        await using var reading = await CommandFrame.OpenReadingAsync(
            config,
            screen,
            cancellationToken
        );
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var drafts = await ExceptionList.ReadAsync(
            moment,
            ExceptionFilter.All with
            {
                Reason = "DRAFT_NOT_APPROVED",
            },
            cancellationToken
        );
        return [.. drafts.Rows.Select(row => row.What)];
    }

    private static (EngagementId, EngagementCommand) Order(string text, string by)
    {
        var (engagement, reference) = InvoiceCommand.PlaceOf(text);
        return (engagement, new ApproveInvoice(reference, by));
    }

    private static string Reference((EngagementId, EngagementCommand Command) order) =>
        ((ApproveInvoice)order.Command).Reference.Value;
}
