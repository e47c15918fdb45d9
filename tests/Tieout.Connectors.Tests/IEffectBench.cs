namespace Tieout.Connectors.Tests;

/// <summary>
/// A system that is no ledger and is told something by the hub: of tax, of invoices, of projects; one
/// for each test.
/// </summary>
public interface IEffectBench : IAsyncDisposable
{
    /// <summary>Brings the system to hold two things, as the hub does after a restart: it looks, and tells what is missing.</summary>
    /// <returns>How many it does not take, each by itself.</returns>
    Task<int> TellAsync(CancellationToken cancellationToken);

    /// <summary>What the system holds of both, a line each, as its own people see it.</summary>
    Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken);

    /// <summary>What it holds once all is told, in the order of <see cref="HeldAsync"/>.</summary>
    IReadOnlyList<string> Whole { get; }

    /// <summary>Lets something happen at the next call that changes something.</summary>
    /// <returns>False when it cannot happen to this system.</returns>
    bool TryCause(EffectTrouble trouble);

    /// <summary>How many calls went wrong since the last cause.</summary>
    int Troubles { get; }

    /// <summary>What answers have to tell; nothing where calls name what they ask for.</summary>
    IReadOnlyList<string> NeededFields { get; }

    /// <summary>From now on no answer has a field.</summary>
    void Withhold(string field);

    /// <summary>From now on nothing goes wrong.</summary>
    Task RecoverAsync(CancellationToken cancellationToken);
}
