using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;

namespace Tieout.Cli.Commands;

/// <summary>A decision about what is owed on one document, or about a part of it.</summary>
internal abstract class InvoiceOwedCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _reference = new("reference")
    {
        Description = "A posted invoice: TO-K-1-001.",
    };

    private readonly Option<decimal?> _amount = new("--amount");

    private readonly JudgementOptions _judgement = new();

    protected InvoiceOwedCommand(string name, string description, string amount, bool isRequired)
        : base(name, description)
    {
        _amount.Description = amount;
        _amount.Required = isRequired;
        Arguments.Add(_reference);
        Options.Add(_config);
        Options.Add(_amount);
        _judgement.AddTo(this);
        this.Does(RunAsync);
    }

    /// <summary>What the contract is told.</summary>
    protected abstract EngagementCommand Order(
        InvoiceReference reference,
        decimal? amount,
        LocalDate today,
        Judgement why
    );

    /// <summary>What it has done, as a sentence.</summary>
    protected abstract string Done(InvoiceReference reference);

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var (engagement, reference) = InvoiceCommand.PlaceOf(parsed.GetRequiredValue(_reference));
        var order = Order(
            reference,
            parsed.GetValue(_amount),
            SystemClock.Instance.GetCurrentInstant().InZone(configuration.Zone).Date,
            _judgement.Read(parsed)
        );
        await EngagementOrders.GiveAsync(configuration, engagement, order, cancellationToken);
        screen.Show(new { reference = reference.Value }, () => screen.Line(Done(reference)));
        return ExitCode.Ok;
    }
}
