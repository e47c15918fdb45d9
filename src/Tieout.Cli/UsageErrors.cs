using System.CommandLine;
using System.Text.RegularExpressions;
using Tieout.Cli.Commands;

namespace Tieout.Cli;

/// <summary>Wrong usage in a line or two on stderr: what is wrong, and where the help is.</summary>
/// <remarks>
/// The parser's own report is the whole help on stdout below the error, where nobody sees the
/// error, and a program takes the help for a result.
/// </remarks>
internal static partial class UsageErrors
{
    private const int EditsMax = 2;

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

        if (unknown.Count > 0 && parsed.CommandResult.Command is SecretSetCommand)
        {
            // It may be the secret, so it is not repeated.
            return [SecretSetCommand.NeverAnArgument];
        }

        return unknown.Count > 0
            ? [.. unknown.Select(token => Unknown(parsed.CommandResult.Command, token))]
            : [.. parsed.Errors.Select(x => Plain(x.Message))];
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
        var nearest = NamesOf(command)
            .Select(name => (Name: name, Edits: EditsBetween(token, name)))
            .Where(x => x.Edits <= EditsMax)
            .OrderBy(x => x.Edits)
            .Select(x => $" Did you mean '{x.Name}'?")
            .FirstOrDefault();
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

    private static string Plain(string message) =>
        ExpectedType().Replace(message, string.Empty).ReplaceLineEndings(" ").Trim();

    /// <summary>Letters to add, drop or change: Levenshtein's distance.</summary>
    private static int EditsBetween(string left, string right)
    {
        var above = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }

    [GeneratedRegex(" as expected type '[^']*'", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ExpectedType();
}
