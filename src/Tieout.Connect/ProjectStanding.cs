namespace Tieout.Connect;

/// <summary>How far a system has come with the project of a contract.</summary>
public enum ProjectStanding
{
    /// <summary>It has none.</summary>
    Missing,

    /// <summary>It is there, and takes no time yet.</summary>
    Closed,

    /// <summary>Time can be logged on it.</summary>
    Open,
}
