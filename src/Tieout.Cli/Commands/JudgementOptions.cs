using System.CommandLine;
using Tieout.Domain.Ledger;

namespace Tieout.Cli.Commands;

/// <summary>Who decides something by hand, and why.</summary>
internal sealed class JudgementOptions
{
    private readonly Option<string> _because = new("--because")
    {
        Description = "Why; stays in the history.",
        Required = true,
    };

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who decides it.",
        Required = true,
    };

    private readonly Option<string?> _approvedBy = new("--approved-by")
    {
        Description = "Somebody else, above the limit of billing.writeOffLimit.",
    };

    public void AddTo(Command command, bool hasApprover = false)
    {
        command.Options.Add(_because);
        command.Options.Add(_by);
        if (hasApprover)
        {
            command.Options.Add(_approvedBy);
        }
    }

    public Judgement Read(ParseResult parsed) =>
        new(
            CommonOptions.Text(parsed, _because),
            CommonOptions.Text(parsed, _by),
            parsed.GetValue(_approvedBy)?.Trim() is { Length: > 0 } other ? other : null
        );
}
