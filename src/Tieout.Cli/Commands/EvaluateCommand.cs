using System.CommandLine;
using System.Text.Json;
using Tieout.Cli.Terminal;
using Tieout.Host.Evaluation;

namespace Tieout.Cli.Commands;

/// <summary>`tieout evaluate`: the rules on a worked case.</summary>
internal sealed class EvaluateCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Argument<string> _case = new("case")
    {
        Description = "A file in the format tieout-case/1, or - for stdin.",
    };

    public EvaluateCommand()
        : base(
            "evaluate",
            """
            Runs the billing rules on a worked case and writes the result as JSON to stdout.

            It needs no hub, no clock and no network: the same case gives the same result. The
            format, with two examples, is in docs/reference/case-format.md.

            Example:
              tieout evaluate case.json
              cat case.json | tieout evaluate -
            """
        )
    {
        Arguments.Add(_case);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var path = parsed.GetRequiredValue(_case);
        using var document = await ReadAsync(path, cancellationToken);
        try
        {
            var result = CaseEvaluator.EvaluateDocument(document.RootElement);
            screen.Line(result.ToJsonString(Indented));
            return ExitCode.Ok;
        }
        catch (CaseException e)
        {
            throw new CommandRefusedException(ExitCode.Usage, $"{path}: {e.Message}");
        }
    }

    private static async Task<JsonDocument> ReadAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var stream = path is "-"
                ? Console.OpenStandardInput()
                : File.OpenRead(path);
            return await JsonDocument.ParseAsync(stream, Strict, cancellationToken);
        }
        catch (JsonException e)
        {
            // The last sentence of some messages is for a programmer.
            var why = e.Message.Replace(
                " Change the reader options.",
                string.Empty,
                StringComparison.Ordinal
            );
            throw new CommandRefusedException(ExitCode.Usage, $"{path} is not JSON: {why}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"{path} cannot be read: {e.Message}"
            );
        }
    }
}
