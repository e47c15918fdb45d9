namespace Tieout.Connect;

/// <summary>What a target can and cannot do; the lane arranges itself by it.</summary>
/// <param name="MaximumServerRunTime">
/// A call that was sent and not answered has taken effect after this long, or never will. A look-up
/// after an unknown outcome waits for it.
/// </param>
/// <param name="ParallelKeys">How many documents may be written at the same time; 1 or more.</param>
/// <param name="WritesParties">The target keeps customers, which must be there before documents.</param>
/// <param name="NumbersByDate">
/// It refuses a document that is dated before one that it has numbered already. The lane then brings
/// a date's documents only when no earlier one is on its way, one with an unknown outcome included.
/// </param>
/// <param name="TakesDeductions">
/// It can be told that a part of a document is kept back or was paid in advance.
/// </param>
/// <param name="HasPeriods">
/// It has accounting periods that are closed. One without takes a document of any date, so nothing
/// there guards a month that is closed elsewhere.
/// </param>
/// <param name="KeepsKeys">
/// It keeps the key that a write is sent with: the same write, repeated within a day, leaves one
/// document even where the look-up before it found none.
/// </param>
/// <param name="AnswersWithin">
/// It takes documents in batches and answers later, after this long at most by agreement. A write
/// then ends as <see cref="TargetState.Submitted"/>, and the document is looked for each
/// <paramref name="MaximumServerRunTime"/> until it is answered. None: it answers at once.
/// </param>
/// <param name="WritesProjects">The target keeps projects of contracts, made before the first document.</param>
/// <param name="NamesProjects">Its documents name their project, so that they wait for it.</param>
/// <param name="TakesJournals">It takes entries of the general ledger: <see cref="Delivery.Journal"/>.</param>
public sealed record SinkCapabilities(
    TimeSpan MaximumServerRunTime,
    int ParallelKeys,
    bool WritesParties,
    bool NumbersByDate = false,
    bool TakesDeductions = false,
    bool HasPeriods = true,
    bool KeepsKeys = false,
    TimeSpan? AnswersWithin = null,
    bool WritesProjects = false,
    bool NamesProjects = false,
    bool TakesJournals = false
);
