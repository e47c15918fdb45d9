using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Runtime.Storage;

namespace Tieout.Cli.Commands;

/// <summary>Gives a contract a command that changes it.</summary>
internal static class AmendmentOrders
{
    /// <summary>Answers how many facts were recorded; none when it was so already.</summary>
    /// <exception cref="CommandRefusedException">It was refused, or a hub is running.</exception>
    public static async Task<int> GiveAsync(
        HubConfiguration configuration,
        EngagementId engagement,
        EngagementCommand command,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (events, refused) = await HubAmendments.ExecuteAsync(
                configuration,
                HubSurroundings.Standard,
                Console.Error,
                engagement,
                command,
                cancellationToken
            );
            return refused is null
                ? events
                : throw new CommandRefusedException(
                    ExitCode.Usage,
                    $"{refused.Message} ({refused.Code})"
                );
        }
        catch (StoreInUseException e)
        {
            throw new CommandRefusedException(
                ExitCode.StoreInUse,
                $"A hub is running on {e.Path} and is the only one that may write to it. Stop it, "
                    + "give this command again, and start it: it goes on from where it was."
            );
        }
    }
}
