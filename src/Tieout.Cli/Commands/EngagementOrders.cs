using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Storage;

namespace Tieout.Cli.Commands;

/// <summary>Gives contracts commands that change them.</summary>
internal static class EngagementOrders
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
        var outcomes = await GiveAsync(configuration, [(engagement, command)], cancellationToken);
        var (events, refused) = outcomes[0];
        return refused is null
            ? events
            : throw new CommandRefusedException(
                ExitCode.Usage,
                $"{refused.Message} ({refused.Code})"
            );
    }

    /// <summary>Answers for each how many facts were recorded, or why it was refused.</summary>
    /// <exception cref="CommandRefusedException">A hub is running.</exception>
    public static Task<IReadOnlyList<(int Events, Rejection? Refused)>> GiveAsync(
        HubConfiguration configuration,
        IReadOnlyList<(EngagementId Engagement, EngagementCommand Command)> orders,
        CancellationToken cancellationToken
    ) =>
        AloneAsync(() =>
            HubOrders.ExecuteAsync(
                configuration,
                HubSurroundings.Standard,
                Console.Error,
                orders,
                cancellationToken
            )
        );

    /// <summary>Gives up what was set aside; answers whether it waited.</summary>
    /// <exception cref="CommandRefusedException">A hub is running.</exception>
    public static Task<bool> DismissAsync(
        HubConfiguration configuration,
        EngagementId engagement,
        int number,
        string by,
        string because,
        CancellationToken cancellationToken
    ) =>
        AloneAsync(() =>
            HubOrders.DismissAsync(
                configuration,
                HubSurroundings.Standard,
                Console.Error,
                (engagement, number, by, because),
                cancellationToken
            )
        );

    /// <summary>Gives up a rejection; answers whether it was open.</summary>
    /// <exception cref="CommandRefusedException">A hub is running.</exception>
    public static Task<bool> DismissRejectionAsync(
        HubConfiguration configuration,
        (long Sequence, long Position) rejection,
        string by,
        string because,
        CancellationToken cancellationToken
    ) =>
        AloneAsync(() =>
            HubOrders.DismissRejectionAsync(
                configuration,
                HubSurroundings.Standard,
                Console.Error,
                (rejection.Sequence, rejection.Position, new RejectionDismissal(by, because)),
                cancellationToken
            )
        );

    /// <summary>Posts journals of a month end; none when no contract is meant.</summary>
    /// <exception cref="CommandRefusedException">A hub is running.</exception>
    public static Task<PostedJournals?> PostAsync(
        HubConfiguration configuration,
        (YearMonth Month, string? Entity, string By, bool IsPlan) order,
        IProgress<int> progress,
        CancellationToken cancellationToken
    ) =>
        AloneAsync(() =>
            HubJournals.PostAsync(
                configuration,
                HubSurroundings.Standard,
                Console.Error,
                order,
                progress,
                cancellationToken
            )
        );

    /// <summary>The drafts of a contract, to name them after a command that makes some.</summary>
    public static async Task<IReadOnlyList<string>> DraftsAsync(
        HubConfiguration configuration,
        EngagementId engagement,
        CancellationToken cancellationToken
    )
    {
        await using var tables = HubStore.OpenTables(configuration.Store);
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        return await moment.ListAsync(
            "SELECT reference FROM document WHERE engagement = @engagement "
                + "AND status = 'draft' ORDER BY drafted_seq",
            row => row.GetString(0),
            cancellationToken,
            ("engagement", engagement.Value)
        );
    }

    private static async Task<T> AloneAsync<T>(Func<Task<T>> give)
    {
        try
        {
            return await give();
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
