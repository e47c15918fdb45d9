using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>A feed's files: their columns, and the way to and from canonical facts.</summary>
internal abstract class FeedFormat : Layout
{
    protected FeedFormat(string name, bool isMasterData, bool holdsUpBilling = true)
        : base(name) =>
        // Rows of work have a column that says so; other records end by a date of their own.
        Feed = new Feed(name, isMasterData, holdsUpBilling) { Deletions = Deletions.Told };

    public Feed Feed { get; }

    /// <summary>Files that belong to this one: same name after the first part, CSV only.</summary>
    public virtual IReadOnlyList<Layout> Companions => [];

    /// <summary>The fact that the files hold.</summary>
    public abstract Type FactType { get; }

    /// <summary>Writes a fact as rows of this layout and its companions.</summary>
    public abstract void Write(CanonicalFact fact, IRowSink sink);
}
