namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Another simulated ERP serves these books.</summary>
/// <param name="path">The SQLite file.</param>
public sealed class BooksInUseException(string path, Exception inner)
    : Exception(
        $"Another Ledgerworks serves {path} (it holds {path}.lock): stop it, or name another file.",
        inner
    );
