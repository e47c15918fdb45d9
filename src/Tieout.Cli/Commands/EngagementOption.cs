using Tieout.Domain.Canonical.Identifiers;

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
}
