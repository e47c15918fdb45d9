using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>A feed whose facts are put together from several rows.</summary>
internal abstract class GroupedFormat(string name) : FeedFormat(name, true)
{
    /// <summary>What the rows of one fact have in common; none where it is not filled in.</summary>
    public abstract string? KeyOf(Row row);

    /// <summary>Makes the fact; problems go to the row that is at fault.</summary>
    /// <param name="rows">All rows of one key, of this file and then of each companion.</param>
    public abstract CanonicalFact Assemble(IReadOnlyList<Row> rows);

    /// <summary>Rows nested in a row of JSON, flattened, each after the row it belongs to.</summary>
    public virtual Layout? NestedLayout(Layout parent, string field) => null;
}
