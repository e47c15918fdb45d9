using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Files.Writing;

/// <summary>Hands rows to their files.</summary>
internal sealed class RowSink(Action<Cells> take, bool isNested) : IRowSink
{
    public bool IsNested => isNested;

    public void Take(Cells row) => take(row);
}
