namespace Tieout.Connect;

/// <summary>What became of telling a system what stands.</summary>
/// <param name="Said">Ids of the records that say it now, whether they were changed or not.</param>
/// <param name="Refused">The others.</param>
public sealed record WriteBackResult(
    IReadOnlyList<string> Said,
    IReadOnlyList<WriteBackRefusal> Refused
);
