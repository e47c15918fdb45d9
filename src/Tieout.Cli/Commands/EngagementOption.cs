using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Cli.Commands;

/// <summary>The number of a contract as it was typed.</summary>
internal static class EngagementOption
{
    /// <summary>Reads it.</summary>
    /// <exception cref="CommandRefusedException">No contract can be called that.</exception>
    public static EngagementId Parse(string text) =>
        Identifier.IsValid(text)
            ? EngagementId.Parse(text)
            : throw new CommandRefusedException(
                ExitCode.Usage,
                $"'{text}' cannot be the number of a contract."
            );

    /// <summary>Asked where nothing was found: a contract that nothing is known of is a slip.</summary>
    /// <exception cref="CommandRefusedException">Neither work nor a document is of it.</exception>
    public static Task RequireAsync(
        ReadSnapshot moment,
        string? engagement,
        CancellationToken cancellationToken
    ) =>
        KnownFilter.RequireAsync(
            moment,
            engagement,
            "a contract",
            "SELECT 1 FROM work WHERE engagement = @value UNION ALL "
                + "SELECT 1 FROM document WHERE engagement = @value LIMIT 1",
            cancellationToken
        );
}
