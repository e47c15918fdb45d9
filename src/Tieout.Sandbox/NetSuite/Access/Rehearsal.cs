namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>The one integration of the account, its token, and its client of OAuth 2.0.</summary>
internal static class Rehearsal
{
    /// <summary>The account as its realm is written.</summary>
    public const string Account = "TIEOUT_SB1";

    public const string ConsumerKey = "tieout";

    public const string ConsumerSecret = "rehearsal";

    public const string Token = "tieout-token";

    public const string TokenSecret = "rehearsal-token";
}
