namespace Tieout.Sandbox.Firm;

/// <summary>What a draw is for, so that one more draw never shifts the others.</summary>
internal enum DrawOf
{
    Customer,
    Name,
    City,
    Terms,
    Price,
    Person,
    Kind,
    Project,
    Task,
    Role,
    Minutes,
    OddMinutes,
    Correction,
    Note,
}
