using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Runtime.Intake;

/// <summary>Work of one project, with where each piece was read.</summary>
public sealed record ParkedWork(IReadOnlyList<ParkedWork.Piece> Pieces)
{
    /// <summary>One piece of work.</summary>
    public sealed record Piece(Work Work, Origin Origin);
}
