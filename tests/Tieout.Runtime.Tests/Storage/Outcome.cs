namespace Tieout.Runtime.Tests.Storage;

/// <summary>How an append ended.</summary>
public enum Outcome
{
    Stored,
    Moved,
    Duplicate,
}
