using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>A record that the system does not let say what stands.</summary>
/// <param name="Work">One of those that it is about, to try again with.</param>
/// <param name="Record">Its id in the system, without blanks.</param>
/// <param name="Message">What stands, and why the system does not say it; at most 500 characters.</param>
/// <param name="IsTransient">Only at the moment, as while somebody else changes it.</param>
public sealed record WriteBackRefusal(
    WorkId Work,
    string Record,
    string Message,
    bool IsTransient = false
);
