using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>Which month of which contracts: the same for the report and for its entries.</summary>
internal sealed class RevenueOptions()
    : MonthlyOptions("What was earned through its last day: 2026-10.", "Only this legal entity.")
{
    private readonly Option<string?> _engagement = new("--engagement")
    {
        Description = "Only this contract.",
    };

    protected override Option? Narrower => _engagement;

    /// <summary>Reads it, telling how far it is.</summary>
    /// <exception cref="CommandRefusedException">No contract is meant: a slip.</exception>
    public async Task<HubRevenue> ReadAsync(
        ParseResult parsed,
        HubReading reading,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        EngagementId? engagement = parsed.GetValue(_engagement) is { } text
            ? EngagementOption.Parse(text)
            : null;
        var entity = EntityOf(parsed);
        var revenue = await ProgressDisplay.RunAsync(
            screen,
            progress =>
                HubRevenue.ReadAsync(
                    reading,
                    MonthOf(parsed),
                    engagement,
                    entity,
                    progress.Begin("revenue, contract"),
                    cancellationToken
                )
        );
        return revenue
            ?? throw new CommandRefusedException(
                ExitCode.Usage,
                engagement is { } one
                    ? $"--engagement: the hub knows nothing of a contract '{one}'{Of(entity)}."
                    : $"--entity: the hub knows no contract{Of(entity)}."
            );

        static string Of(string? entity) =>
            entity is null ? string.Empty : $" of a legal entity '{entity}'";
    }
}
