using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>A feed whose facts are put together from several rows.</summary>
/// <param name="name">Of the feed.</param>
/// <param name="kind">What identities of its facts begin with.</param>
internal abstract class GroupedFormat(string name, string kind) : FeedFormat(name, true)
{
    /// <summary>Between the parts of a key; in no identifier.</summary>
    protected const char KeySeparator = '\u001f';

    /// <summary>What the rows of one fact have in common; none where it is not filled in.</summary>
    public abstract string? KeyOf(Row row);

    /// <summary>Identity of the fact that a row belongs to; none where it does not tell.</summary>
    public string? IdentityOf(Row row) =>
        KeyOf(row) is { } key ? $"{kind}/{key.Replace(KeySeparator, '/')}" : null;

    /// <summary>Makes the fact; problems go to the row that is at fault.</summary>
    /// <param name="rows">All rows of one key, of this file and then of each companion.</param>
    public abstract CanonicalFact Assemble(IReadOnlyList<Row> rows);

    /// <summary>Rows nested in a row of JSON, flattened, each after the row it belongs to.</summary>
    public virtual Layout? NestedLayout(Layout parent, string field) => null;
}
