using Tieout.Connect;

namespace Tieout.Connectors.Tests;

/// <summary>A ledger that a conformance test can work in and break, as a source reads it; one for each test.</summary>
public interface ILedgerBench : IAsyncDisposable
{
    /// <summary>Reads what the bench holds; a new one, as after a restart of the hub.</summary>
    ISource Open();

    /// <summary>Reads with settings that cannot work.</summary>
    ISource OpenWithWrongSettings();

    /// <summary>The most records that a page of <see cref="Open"/> holds.</summary>
    int PageSize { get; }

    /// <summary>What the references of the hub's documents start with.</summary>
    string Prefix => "T-";

    /// <summary>Lets time pass, for the ledger and for the hub; otherwise it stands still.</summary>
    void Pass(TimeSpan time);

    /// <summary>Posts an invoice of 100.00 and 20 per cent.</summary>
    Task PostAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Records a payment on an invoice.</summary>
    Task PayAsync(string reference, decimal amount, CancellationToken cancellationToken);

    /// <summary>Takes back all that was paid on an invoice.</summary>
    /// <returns>False where the ledger does not tell of it.</returns>
    Task<bool> TryTakeBackAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Cancels an invoice that nothing was paid on.</summary>
    Task VoidAsync(string reference, CancellationToken cancellationToken);

    /// <summary>
    /// Lets something happen that happens in the field; an invoice that it is about is <c>LATE</c> or
    /// <c>ODD</c>, after the prefix.
    /// </summary>
    /// <returns>False when it cannot happen to this ledger.</returns>
    Task<bool> TryCauseAsync(SourceTrouble trouble, CancellationToken cancellationToken);

    /// <summary>How many calls went wrong since the last cause.</summary>
    int Troubles { get; }

    /// <summary>What answers have to tell; nothing where none of it can be missing.</summary>
    IReadOnlyList<string> NeededFields { get; }

    /// <summary>From now on no answer has a field.</summary>
    void Withhold(string field);

    /// <summary>From now on nothing goes wrong.</summary>
    Task RecoverAsync(CancellationToken cancellationToken);
}
