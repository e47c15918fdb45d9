using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Invoicing;

namespace Tieout.Cli.Commands;

/// <summary>`tieout invoice cancel`.</summary>
internal sealed class InvoiceCancelCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _reference = new("reference")
    {
        Description = "A draft, such as TO-K-1-001.",
    };

    private readonly JudgementOptions _judgement = new();

    public InvoiceCancelCommand()
        : base(
            "cancel",
            """
            Gives a draft up: its work is open again, and a credit memo credits nothing. What is
            approved is credited: 'tieout invoice credit'. No hub may be running.

            Example:
              tieout invoice cancel TO-K-1-002 --because "wrong date" --by anna
            """
        )
    {
        Arguments.Add(_reference);
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
        var (engagement, reference) = InvoiceCommand.PlaceOf(parsed.GetRequiredValue(_reference));
        var why = _judgement.Read(parsed);
        var events = await EngagementOrders.GiveAsync(
            configuration,
            engagement,
            new CancelInvoiceDraft(reference, $"{why.Reason} ({why.By})"),
            cancellationToken
        );
        screen.Show(
            new { reference = reference.Value, cancelled = events > 0 },
            () =>
                screen.Line(
                    events > 0
                        ? $"{reference} is given up; its work is open again."
                        : $"{reference} was given up before; nothing changed."
                )
        );
        return ExitCode.Ok;
    }
}
