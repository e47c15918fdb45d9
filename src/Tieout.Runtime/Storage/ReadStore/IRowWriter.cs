namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>Changes rows of read tables within the page at hand.</summary>
public interface IRowWriter
{
    /// <summary>Runs a statement now, or with the others of the page, in order.</summary>
    void Run(RowStatement statement, params ReadOnlySpan<SqlValue> values);
}
