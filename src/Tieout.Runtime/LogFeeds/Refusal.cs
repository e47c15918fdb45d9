namespace Tieout.Runtime.LogFeeds;

/// <summary>A record that a system does not let say what stands.</summary>
/// <param name="Key">What to tell again; without blanks and semicolons.</param>
/// <param name="Record">Its id in the system; without them too.</param>
/// <param name="IsTransient">Only at the moment.</param>
internal sealed record Refusal(string Key, string Record, string Message, bool IsTransient);
