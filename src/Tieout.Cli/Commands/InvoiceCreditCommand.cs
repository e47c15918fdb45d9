using System.CommandLine;
using System.CommandLine.Parsing;
using Tieout.Cli.Terminal;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Credits;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice credit`.</summary>
internal sealed class InvoiceCreditCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _reference = new("reference")
    {
        Description = "An approved invoice: TO-K-1-001.",
    };

    private readonly Option<string[]> _work = new("--work")
    {
        Description = "Only this work, as 'tieout explain' prints its id; may be repeated.",
    };

    private readonly Option<string> _then = new("--then")
    {
        Description =
            "What becomes of the work. rebill: the next run bills it again; write-off: it is given "
            + "up; supersede: other work stands in its place; allowance: it stays billed, at a price "
            + "that is lower by --percent or --amount.",
        HelpName = "rebill|write-off|supersede|allowance",
        Required = true,
    };

    private readonly Option<decimal?> _percent = new("--percent")
    {
        Description = "Of an allowance: part of what stands of the work, above 0 and at most 100.",
        HelpName = "percent",
    };

    private readonly Option<decimal?> _amount = new("--amount")
    {
        Description =
            "Of an allowance: net, in the invoice's currency, at most what stands of the work. A "
            + "discount of the document falls with it.",
        HelpName = "amount",
    };

    private readonly Option<LocalDate?> _date = CommonOptions.Day(
        "--date",
        "On the credit memo: 2026-11-30. Today when left out."
    );

    private readonly JudgementOptions _judgement = new();

    public InvoiceCreditCommand()
        : base(
            "credit",
            """
            Drafts a credit memo over an invoice, or over some of the work on it. 'tieout invoice
            approve' makes it final, 'tieout invoice cancel' gives it up, and the next run delivers
            it. What is not billed again needs --approved-by above billing.writeOffLimit. A
            correction at the source needs none of this: it is credited and billed anew by itself.
            No hub may be running.

            An allowance returns no hours: the work stays on its invoice and costs less. It makes no
            room under a cap, so no later run bills it to anybody.

            Example:
              tieout invoice credit TO-K-1-001 --then rebill --because "wrong order" --by paul
              tieout invoice credit TO-K-1-001 --work time/chronos/17 \
                --then write-off --because "rework" --by paul
              tieout invoice credit TO-K-1-001 --then allowance --percent 10 \
                --because "late start" --by paul
              tieout invoice approve TO-K-1-002 --by anna
            """
        )
    {
        Arguments.Add(_reference);
        Options.Add(_config);
        Options.Add(_work);
        Options.Add(_then);
        Options.Add(_percent);
        Options.Add(_amount);
        Options.Add(_date);
        _then.AcceptOnlyFromAmong("rebill", "write-off", "supersede", "allowance");
        Validators.Add(CheckAllowance);
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
        var (engagement, reference) = InvoiceCommand.PlaceOf(parsed.GetRequiredValue(_reference));
        var today = SystemClock.Instance.GetCurrentInstant().InZone(configuration.Zone).Date;
        var command = new CreditInvoice(
            reference,
            parsed.GetValue(_date) ?? today,
            parsed.GetValue(_work) is [_, ..] named
                ? [.. named.Select(WorkWriteOffCommand.WorkOf)]
                : null,
            parsed.GetValue(_then) switch
            {
                "write-off" => CreditDisposition.WriteOff,
                "supersede" => CreditDisposition.Supersede,
                "allowance" => CreditDisposition.Allowance,
                _ => CreditDisposition.Rebill,
            },
            _judgement.Read(parsed),
            configuration.Billing.WriteOffLimit,
            parsed.GetValue(_percent) is { } percent ? CreditAllowance.OfPercent(percent)
                : parsed.GetValue(_amount) is { } amount ? CreditAllowance.OfAmount(amount)
                : null
        );
        await EngagementOrders.GiveAsync(configuration, engagement, command, cancellationToken);
        var drafts = await EngagementOrders.DraftsAsync(
            configuration,
            engagement,
            cancellationToken
        );
        screen.Show(
            new
            {
                reference = reference.Value,
                drafted = true,
                drafts,
            },
            () =>
                screen.Line(
                    $"A credit memo of {reference} is drafted. Drafts of {engagement}: "
                        + $"{string.Join(", ", drafts)}. 'tieout invoice approve' makes one final."
                )
        );
        return ExitCode.Ok;
    }

    /// <summary>How much belongs to an allowance and to nothing else, in one of two ways.</summary>
    private void CheckAllowance(CommandResult result)
    {
        var said = new Option[] { _percent, _amount }.Count(x => result.GetResult(x) is not null);
        var isAllowance = CommonOptions.TextOf(result.GetResult(_then)) is "allowance";
        if (isAllowance && said != 1)
        {
            result.AddError("--then allowance needs either --percent or --amount.");
        }
        else if (!isAllowance && said > 0)
        {
            result.AddError("--percent and --amount go with --then allowance.");
        }
    }
}
