using System.CommandLine;
using Tieout.Host.Secrets;

namespace Tieout.Cli.Commands;

/// <summary>What the commands about secrets have in common.</summary>
internal static class SecretOptions
{
    public static Argument<string> Name() =>
        new("name") { Description = "What the secret is called: store:NAME in hub.yaml." };

    /// <summary>The name; one that is none is not repeated, for it may be the secret itself.</summary>
    /// <exception cref="CommandRefusedException">It is no name.</exception>
    public static SecretName NameOf(ParseResult parsed, Argument<string> argument) =>
        SecretName.TryParse(parsed.GetRequiredValue(argument), out var name)
            ? name
            : throw new CommandRefusedException(
                ExitCode.Usage,
                $"The name of a secret is {SecretName.Rule}."
            );
}
