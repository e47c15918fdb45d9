using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Tieout.Runtime.Storage.Json;

namespace Tieout.Cli.Terminal;

/// <summary>Results go to stdout and nothing else does; what is said about them goes to stderr.</summary>
internal sealed class Screen
{
    /// <summary>The hub's own dialect, so that results read like events; derived figures as well.</summary>
    private static readonly JsonSerializerOptions Json = new(TieoutJson.Options)
    {
        IgnoreReadOnlyProperties = false,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TextWriter _results = Console.Out;
    private readonly IAnsiConsole _out;

    public Screen(OutputFormat format, bool isNonInteractive, bool isVerbose)
    {
        Format = format;
        IsVerbose = isVerbose;
        _out = Ansi(Console.Out, isNonInteractive || Console.IsOutputRedirected);
        Errors = Ansi(Console.Error, isNonInteractive || Console.IsErrorRedirected);
        HasMovingProgress = !isNonInteractive && !Console.IsErrorRedirected;
    }

    public OutputFormat Format { get; }

    public bool IsVerbose { get; }

    /// <summary>Stderr is a terminal that can show things moving.</summary>
    public bool HasMovingProgress { get; }

    /// <summary>Stderr.</summary>
    public IAnsiConsole Errors { get; }

    /// <summary>The command's result: one JSON document, or what people read.</summary>
    public void Show(object json, Action table)
    {
        if (Format is OutputFormat.Json)
        {
            _results.WriteLine(JsonSerializer.Serialize(json, Json));
        }
        else
        {
            table();
        }
    }

    public void Line(string text = "") => _results.WriteLine(text);

    /// <summary>Rows under headings, or one below the other where the screen is too narrow.</summary>
    /// <param name="headings">
    /// One that starts with '>' is of figures, with '~' of prose. Prose alone may be broken: what
    /// somebody copies stays in one piece.
    /// </param>
    /// <param name="rows">The first cell names the row.</param>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Heading[] columns = [.. headings.Select(Heading.Parse)];
        IReadOnlyList<string>[] cells = [.. rows];
        if (Heading.WidthOf(columns, cells) > _out.Profile.Width)
        {
            OneBelowTheOther(columns, cells);
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(Markup.Escape(column.Text))
                {
                    Alignment = column.IsFigure ? Justify.Right : Justify.Left,
                    NoWrap = !column.IsProse,
                }
            );
        }

        foreach (var row in cells)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        _out.Write(table);
    }

    /// <summary>For people, beside the result.</summary>
    public void Note(string text) => Errors.WriteLine(text);

    private void OneBelowTheOther(Heading[] columns, IReadOnlyList<string>[] rows)
    {
        foreach (var row in rows)
        {
            // Not through the console, which would break what is longer than its line.
            Line();
            Line(row[0]);
            for (var i = 1; i < columns.Length; i++)
            {
                if (row[i].Length > 0)
                {
                    Line($"  {columns[i].Text}: {row[i]}");
                }
            }
        }

        Line();
    }

    private static IAnsiConsole Ansi(TextWriter writer, bool isPlain)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
                Interactive = isPlain ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (isPlain)
        {
            // Lines for programs and log files are not broken to fit a screen.
            console.Profile.Width = 1_000;
        }

        return console;
    }
}
