using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime.Text;
using Tieout.Cli.Terminal;

namespace Tieout.Cli;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>On every command.</summary>
    public static Option<OutputFormat> Format { get; } =
        new("--format")
        {
            Description = "How results are written to stdout: table for people, json for programs.",
            HelpName = "table|json",
            DefaultValueFactory = _ => OutputFormat.Table,
            Recursive = true,
        };

    /// <summary>On every command.</summary>
    public static Option<bool> NonInteractive { get; } =
        new("--non-interactive")
        {
            Description = "No moving progress and no colours, even on a terminal.",
            Recursive = true,
        };

    /// <summary>On every command.</summary>
    public static Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Errors with their stack trace.", Recursive = true };

    /// <summary>A new one for each command that needs a hub.</summary>
    public static Option<FileInfo> Config() =>
        new("--config")
        {
            Description = "The hub's configuration.",
            DefaultValueFactory = _ => new FileInfo("hub.yaml"),
        };

    /// <summary>What was given; none when it is left out.</summary>
    /// <remarks>For validators: one that asks for the value of what is wrong ends the program.</remarks>
    public static string? TextOf(OptionResult? result) =>
        result?.Tokens is [{ Value: var text }] ? text : null;

    /// <summary>The number that was given; none when it is left out or is no number, which is told anyway.</summary>
    public static int? NumberOf(OptionResult result) =>
        int.TryParse(
            TextOf(result),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>A day; none when it is left out.</summary>
    public static Option<LocalDate?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "date",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
                {
                    return day;
                }

                result.AddError($"{name}: '{text}' is not a date such as 2026-10-31.");
                return null;
            },
        };

    /// <summary>The month of a report; it has to be said.</summary>
    public static Option<YearMonth?> Month(string description) =>
        new("--month")
        {
            Description = description,
            HelpName = "month",
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (YearMonthPattern.Iso.Parse(text).TryGetValue(default, out var month))
                {
                    return month;
                }

                result.AddError($"--month: '{text}' is not a month such as 2026-10.");
                return null;
            },
        };

    /// <summary>What was said, without blanks around it.</summary>
    /// <exception cref="CommandRefusedException">Nothing but blanks.</exception>
    public static string Text(ParseResult parsed, Option<string> option) =>
        parsed.GetRequiredValue(option).Trim() is { Length: > 0 } text
            ? text
            : throw new CommandRefusedException(ExitCode.Usage, $"{option.Name} is empty.");
}
