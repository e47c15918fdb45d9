using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>Which month of which legal entity: the same for a report and for its entries.</summary>
internal abstract class MonthlyOptions(string month, string entity)
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<YearMonth?> _month = CommonOptions.Month(month);

    private readonly Option<string?> _entity = new("--entity") { Description = entity };

    /// <summary>What else may be asked for, between the month and the legal entity; nothing when none.</summary>
    protected abstract Option? Narrower { get; }

    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_month);
        if (Narrower is { } narrower)
        {
            command.Options.Add(narrower);
        }

        command.Options.Add(_entity);
    }

    public YearMonth MonthOf(ParseResult parsed) => parsed.GetRequiredValue(_month)!.Value;

    public FileInfo ConfigOf(ParseResult parsed) => parsed.GetRequiredValue(_config);

    public Task<HubReading> OpenAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    ) => CommandFrame.OpenReadingAsync(parsed.GetRequiredValue(_config), screen, cancellationToken);

    public string? EntityOf(ParseResult parsed) => parsed.GetValue(_entity);
}
