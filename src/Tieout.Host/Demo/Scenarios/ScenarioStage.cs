using System.Globalization;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;
using Tieout.Sandbox;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>A folder, a clock, and the systems that run for one telling of a scenario.</summary>
internal sealed class ScenarioStage : IAsyncDisposable
{
    private const string Mark = "scenario.txt";

    private readonly Stack<object> _owned = [];
    private readonly RealSystems? _real;
    private FileStream? _mark;
    private int _drops;

    private ScenarioStage(string root, RealSystems? real)
    {
        Root = root;
        _real = real;
        Time = new ScenarioTime(Clock);
    }

    /// <summary>Absolute.</summary>
    public string Root { get; }

    public string ConfigurationFile => Path.Combine(Root, "hub.yaml");

    /// <summary>What the hub runs on, once the scenario has written it.</summary>
    public HubConfiguration Configuration { get; private set; } = null!;

    public DemoClock Clock { get; } = new(TimeProvider.System);

    public ScenarioTime Time { get; }

    /// <summary>A clock of a simulated system, which shows the story's time.</summary>
    public SandboxClock SystemClock => new(Time);

    /// <summary>Empties the folder, if an earlier telling made it.</summary>
    /// <exception cref="DemoRefusedException">It holds something else.</exception>
    public static ScenarioStage Open(string folder, RealSystems? real)
    {
        var root = Path.GetFullPath(folder);
        var mark = Path.Combine(root, Mark);
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            if (!File.Exists(mark))
            {
                throw new DemoRefusedException(
                    $"{root} is not empty and not a scenario's; name another folder."
                );
            }
        }

        _ = Directory.CreateDirectory(root);
        var stage = new ScenarioStage(root, real);
        stage.Lock(mark);
        foreach (
            var entry in Directory
                .GetFileSystemEntries(root)
                .Where(x => !x.Equals(mark, StringComparison.Ordinal))
        )
        {
            DemoFolder.Remove(entry);
        }

        return stage;
    }

    /// <summary>Starts a simulated system, which shows the story's time, for somebody who works in it.</summary>
    /// <param name="system">As <c>tieout sandbox</c> calls it.</param>
    /// <param name="open">Makes the desk, which owns the system.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="exchange">How it exchanges files, where it does.</param>
    public async Task<TDesk> OpenAsync<TDesk>(
        string system,
        Func<SimulatorServer, TDesk> open,
        CancellationToken cancellationToken,
        FileExchange? exchange = null
    )
        where TDesk : SystemDesk
    {
        var options = new SimulatorOptions { Clock = SystemClock, Exchange = exchange };
        var meant = SimulatedSystems.All.Single(x =>
            x.Name.Equals(system, StringComparison.Ordinal)
        );
        return Own(open(await meant.StartAsync(options, cancellationToken)));
    }

    /// <summary>What it starts is stopped with it, the last first.</summary>
    public T Own<T>(T system)
        where T : notnull
    {
        _owned.Push(system);
        return system;
    }

    /// <summary>The desk of somebody who works in one of the real systems.</summary>
    /// <exception cref="DemoRefusedException">None were named.</exception>
    public TDesk Own<TDesk>(Func<RealSystems, TDesk> open)
        where TDesk : notnull =>
        Own(open(_real ?? throw new DemoRefusedException("Name the systems that it is told on.")));

    /// <summary>Exports facts into a folder that the hub reads, beside what was exported before.</summary>
    public void Drop(string folder, params IEnumerable<CanonicalFact> facts)
    {
        _drops++;
        using var writer = new FilesWriter(
            Directory.CreateDirectory(Path.Combine(Root, folder)).FullName,
            FileFormat.Csv,
            string.Create(CultureInfo.InvariantCulture, $"-{_drops}")
        );
        foreach (var fact in facts)
        {
            writer.Write(fact);
        }

        _ = writer.Complete();
    }

    /// <summary>
    /// Writes <c>hub.yaml</c> and the secrets of all rehearsals, and reads them as the hub does. May be done again: the hub goes on with what is written then.
    /// </summary>
    /// <param name="systems">That section, two spaces in.</param>
    /// <param name="routes">That section in one line.</param>
    /// <param name="more">Further sections.</param>
    /// <param name="runs">The billing runs in one line; each month that is over where it is left out.</param>
    public void Configure(
        IReadOnlyList<string> systems,
        string routes = "default: erp",
        string more = "",
        string runs = "{ every: month, from: 2026-09, invoiceDate: month-end }"
    )
    {
        var file = ConfigurationFile;
        DemoFolder.WriteWhole(Path.Combine(Root, "rehearsal.secret"), "rehearsal");
        DemoFolder.WriteWhole(Path.Combine(Root, "rehearsal-token.secret"), "rehearsal-token");
        DemoFolder.WriteWhole(
            file,
            $$"""
            # Written by "tieout demo". {{(
                _real is null
                    ? "The systems are simulated and are gone when the scenario has been told."
                    : "The systems are real."
            )}}
            dataFolder: .
            systems:
            {{string.Join('\n', systems)}}
            routes: { {{routes}} }
            {{more}}
            billing:
              approve: automatic
              runs: {{runs}}

            """
        );
        Configuration = ConfigurationReader.TryRead(file, out var read, out var problems)
            ? read
            : throw new InvalidOperationException($"{file}: {string.Join("; ", problems)}");
    }

    /// <summary>Nobody else can open the mark before it is closed.</summary>
    private void Lock(string mark)
    {
        try
        {
            _mark = new FileStream(
                mark,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException)
        {
            throw new DemoRefusedException(
                $"A scenario is being told in {Root}; wait for its end or name another folder."
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var system))
        {
            if (system is IAsyncDisposable server)
            {
                await server.DisposeAsync();
            }
            else
            {
                (system as IDisposable)?.Dispose();
            }
        }

        if (_mark is not null)
        {
            await _mark.DisposeAsync();
        }
    }
}
