using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving;

/// <summary>How a simulated system is started.</summary>
public sealed class SimulatorOptions
{
    /// <summary>
    /// The SQLite file with its state; made when it is missing, carried on when it is there. Default
    /// none: the state is gone when the simulator ends.
    /// </summary>
    public string? DatabasePath { get; init; }

    /// <summary>On the loopback address; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>What time it is in the simulated system. Default: the system's, adjustable.</summary>
    public SandboxClock Clock { get; init; } = new(TimeProvider.System);

    /// <summary>Decides ids and whatever else is drawn. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What goes wrong. Default: nothing.</summary>
    public FaultProgramme Faults { get; init; } = new();

    /// <summary>For a system that exchanges files. Default none: it has no use for it.</summary>
    public FileExchange? Exchange { get; init; }
}
