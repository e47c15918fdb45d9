namespace Tieout.Sandbox.Salesforce.Access;

/// <summary>Why a token is not given out.</summary>
internal sealed record OAuthRefusal(string Error, string Description);
