namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Who calls, and what time it is for what the call writes.</summary>
/// <param name="UserId">Becomes the one who created or changed records last.</param>
/// <param name="Stamp">Whole seconds; behind the clock where a commit is late.</param>
/// <param name="RowErrorOf">Why a row, counted from 1, fails by itself; none when it does not.</param>
internal sealed record CallContext(
    string UserId,
    DateTimeOffset Stamp,
    Func<int, SalesforceError?> RowErrorOf
);
