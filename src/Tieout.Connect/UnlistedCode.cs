namespace Tieout.Connect;

/// <summary>What a target does with a code that its map does not list.</summary>
public enum UnlistedCode
{
    /// <summary>What has it is not written, with a reason.</summary>
    Refused,

    /// <summary>It is the target's own code.</summary>
    PassedOn,

    /// <summary>Documents are written without it.</summary>
    LeftOut,
}
