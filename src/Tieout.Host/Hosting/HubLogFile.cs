using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace Tieout.Host.Hosting;

/// <summary>Writes the log messages of the process to one file, and its warnings to stderr too.</summary>
internal sealed class HubLogFile : ILoggerProvider
{
    private const long BytesMax = 10 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly StreamWriter _file;

    [SuppressMessage(
        "Usage",
        "CA2213:Disposable fields should be disposed",
        Justification = "Stderr, or a writer that the caller owns."
    )]
    private readonly TextWriter _warnings;
    private readonly IClock _clock;

    /// <summary>Goes on with the file; one that has grown large is kept as <c>.1</c>.</summary>
    public HubLogFile(string path, TextWriter warnings, IClock clock)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (new FileInfo(path) is { Exists: true, Length: > BytesMax })
        {
            File.Move(path, path + ".1", overwrite: true);
        }

        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        _file = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
        _warnings = warnings;
        _clock = clock;
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var at = InstantPattern.ExtendedIso.Format(_clock.GetCurrentInstant());
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{at} {level, -11} {category}: {message}"
        );
        lock (_gate)
        {
            _file.WriteLine(line);
            if (exception is not null)
            {
                _file.WriteLine(exception);
            }

            if (level >= LogLevel.Warning && IsOurs(category))
            {
                _warnings.WriteLine(
                    $"{(level == LogLevel.Warning ? "warning" : "error")}: {message}"
                );
            }
        }
    }

    private static bool IsOurs(string category) =>
        category.StartsWith("Tieout.", StringComparison.Ordinal);

    /// <summary>They warn at every start of what nobody has to act on: the kind of garbage
    /// collector, and a watchdog that has not begun to watch.</summary>
    private static bool IsAboutMachine(string category) =>
        category is "Orleans.Runtime.Silo" or "Orleans.Runtime.Watchdog";

    private sealed class Category(HubLogFile file, string name) : ILogger
    {
        private readonly LogLevel _least =
            IsOurs(name) ? LogLevel.Information
            : IsAboutMachine(name) ? LogLevel.Error
            : LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= _least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                file.Write(logLevel, name, formatter(state, exception), exception);
            }
        }
    }
}
