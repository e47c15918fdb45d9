using System.Diagnostics.CodeAnalysis;

namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>The store rolled a commit back since a version or a business key is taken.</summary>
/// <param name="culprit">Which append of the group it was; -1 when the store cannot tell.</param>
/// <param name="inner">The store's own error.</param>
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "It never leaves the writer."
)]
internal sealed class UniqueViolationException(int culprit, Exception inner)
    : Exception("A version or a business key is taken.", inner)
{
    public int Culprit { get; } = culprit;
}
