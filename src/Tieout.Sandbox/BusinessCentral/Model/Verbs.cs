namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>What a caller may do with the records of a set, besides reading.</summary>
[Flags]
internal enum Verbs
{
    None = 0,
    Insert = 1,
    Modify = 2,
    Delete = 4,
    All = Insert | Modify | Delete,
}
