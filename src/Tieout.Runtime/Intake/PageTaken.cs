using Tieout.Connect;

namespace Tieout.Runtime.Intake;

/// <summary>A page of a feed is durable in the hub.</summary>
/// <param name="Cursor">Where the next read goes on.</param>
/// <param name="Records">How many were understood.</param>
/// <param name="Rejected">
/// What was not understood by the connector, or refused by the rules; each is an exception.
/// </param>
/// <param name="Settled">
/// Subjects of rejections on earlier pages of the feed that this page has settled: it took the
/// record in, or says anew what is wrong with it.
/// </param>
/// <param name="Copies">
/// Records among the rejected that another system owns: they are heard again with each reading,
/// until both say the same or the firm names another owner.
/// </param>
/// <param name="Fields">What the system's own records have shown of its fields.</param>
/// <param name="Dismissed">Nothing was read: somebody gave up what is settled.</param>
/// <param name="Failed">The feed cannot be read to its end, from now on until a page without this.</param>
public sealed record PageTaken(
    Cursor Cursor,
    int Records,
    IReadOnlyList<RejectedRecord> Rejected,
    IReadOnlyList<string>? Settled = null,
    IReadOnlyList<SourceRecord>? Copies = null,
    FieldChanges? Fields = null,
    RejectionDismissal? Dismissed = null,
    FeedFailure? Failed = null
);
