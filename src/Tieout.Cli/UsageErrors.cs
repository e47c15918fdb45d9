using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Tieout.Cli.Commands;
using Tieout.Connectors;

namespace Tieout.Cli;

/// <summary>Wrong usage in a line or two on stderr: what is wrong, and where the help is.</summary>
/// <remarks>
/// The parser's own report is the whole help on stdout below the error, where nobody sees the
/// error, and a program takes the help for a result.
/// </remarks>
internal static partial class UsageErrors
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var unknown = parsed.UnmatchedTokens.Where(IsOption).Take(1).ToList();
        if (unknown.Count == 0)
        {
            // What no option claims becomes the value of an argument: the file '--onse'.
            unknown.AddRange(
                parsed
                    .CommandResult.Children.SelectMany(x => x.Tokens)
                    .Select(x => x.Value)
                    .Where(IsOption)
            );
            unknown.AddRange(parsed.UnmatchedTokens);
        }

        if (
            parsed.CommandResult.Command.Subcommands.Count > 0
            && parsed.UnmatchedTokens is [var first, ..]
            && !IsOption(first)
        )
        {
            // What follows belongs to the command that was meant.
            return [Unknown(parsed.CommandResult.Command, first)];
        }

        if (unknown.Count > 0 && parsed.CommandResult.Command is SecretSetCommand)
        {
            // It may be the secret, so it is not repeated.
            return [SecretSetCommand.NeverAnArgument];
        }

        return unknown.Count > 0
            ? [.. unknown.Select(token => Unknown(parsed.CommandResult.Command, token))]
            : [.. parsed.Errors.Select(x => Plain(x.Message, parsed.CommandResult))];
    }

    /// <summary>Says it on stderr.</summary>
    public static async Task<int> TellAsync(ParseResult parsed, IReadOnlyList<string> errors)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            // Who names no command asks which there are.
            _ = await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
            return ExitCode.Usage;
        }

        foreach (var error in errors)
        {
            await Console.Error.WriteLineAsync($"error: {error}");
        }

        await Console.Error.WriteLineAsync($"'{PathOf(command)} --help' shows how it is used.");
        return ExitCode.Usage;
    }

    private static bool IsOption(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && token.Length > 2;

    private static string Unknown(Command command, string token)
    {
        var nearest =
            Spelling.Nearest(token, NamesOf(command)) is { } meant ? $" Did you mean '{meant}'?"
            : command.Subcommands.Count > 0 && !IsOption(token)
                ? $" There are: {string.Join(", ", command.Subcommands.Select(x => x.Name))}."
            : string.Empty;
        return $"'{PathOf(command)}' does not know '{token}'.{nearest}";
    }

    private static IEnumerable<string> NamesOf(Command command) =>
        command
            .Subcommands.Select(x => x.Name)
            .Concat(command.Options.Select(x => x.Name))
            .Concat(
                command.Parents.OfType<RootCommand>().SelectMany(x => x.Options, (_, x) => x.Name)
            );

    private static string PathOf(Command command) =>
        command is RootCommand
            ? "tieout"
            : $"{PathOf(command.Parents.OfType<Command>().First())} {command.Name}";

    private static string Plain(string message, CommandResult result)
    {
        var missing = result.Command.Arguments.Where(x =>
            x.Arity.MinimumNumberOfValues > 0 && result.GetResult(x)?.Tokens.Count is null or 0
        );
        return message.StartsWith("Required argument", StringComparison.Ordinal)
            ? $"'{PathOf(result.Command)}' needs {string.Join(" and ", missing.Select(x => $"<{x.Name}>"))}."
            : Blanks().Replace(ExpectedType().Replace(message, string.Empty), " ").Trim();
    }

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Blanks();

    [GeneratedRegex(" as expected type '[^']*'", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ExpectedType();
}
