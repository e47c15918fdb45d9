namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Where the read tables are: one description for SQLite and PostgreSQL.</summary>
/// <remarks>They hold nothing that the log does not: lost or doubted, they are built anew.</remarks>
public interface IReadStore : IAsyncDisposable
{
    /// <summary>For operators: a file's path, or a database and schema without credentials.</summary>
    string Name { get; }

    /// <summary>A connection that sees one moment of the tables until it is disposed.</summary>
    Task<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Takes the tables over from whomever; makes them when they are missing.</summary>
    /// <param name="owner">Who takes them: a node's name, for operators to read.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<IReadTablesWriter> ClaimAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Empty tables beside these, in place of what an earlier attempt left there.</summary>
    Task<IReadStore> CreateBesideAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Puts the rows of tables made by <see cref="CreateBesideAsync"/> in place of these, in one
    /// transaction. Readers see the old tables or the new ones.
    /// </summary>
    /// <returns>False when these have moved beyond the others meanwhile; nothing was changed.</returns>
    Task<bool> ReplaceWithAsync(IReadStore beside, CancellationToken cancellationToken);

    /// <summary>Removes the tables and everything that belongs to them.</summary>
    Task DropAsync(CancellationToken cancellationToken);
}
