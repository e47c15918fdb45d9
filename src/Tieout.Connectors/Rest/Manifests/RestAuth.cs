using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How a request proves who sends it. Secrets are named, never written.</summary>
internal abstract record RestAuth
{
    private RestAuth() { }

    /// <summary>The names of the secrets that it needs.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    public sealed record None : RestAuth;

    /// <summary>HTTP Basic, RFC 7617.</summary>
    /// <param name="FixedPassword">Is no secret.</param>
    public sealed record Basic(
        Template User,
        string? Password,
        string? UserSecret,
        string? FixedPassword
    ) : RestAuth
    {
        public override IReadOnlyList<string> Secrets =>
            [.. new[] { Password, UserSecret }.OfType<string>()];
    }

    public sealed record Header(string Name, string Secret, string? Scheme) : RestAuth
    {
        public override IReadOnlyList<string> Secrets => [Secret];
    }

    public sealed record Query(string Parameter, string Secret) : RestAuth
    {
        public override IReadOnlyList<string> Secrets => [Secret];
    }

    /// <summary>Asks a token endpoint of OAuth 2 (RFC 6749) and sends the token as a bearer.</summary>
    public sealed record OAuth2(
        Template TokenUrl,
        string Grant,
        Template ClientId,
        string? ClientSecret,
        string? RefreshToken,
        Template? User,
        string? Password,
        bool IsClientInHeader,
        IReadOnlyList<KeyValuePair<string, Template>> Parameters
    ) : RestAuth
    {
        public override IReadOnlyList<string> Secrets =>
            [.. new[] { ClientSecret, RefreshToken, Password }.OfType<string>()];
    }

    /// <summary>Logs in with a call of the system's own and sends what that answers.</summary>
    public sealed record Login(
        RestCall Call,
        IReadOnlyList<string> Named,
        DataPath Token,
        string Name,
        string? Scheme,
        TimeSpan Lifetime
    ) : RestAuth
    {
        public override IReadOnlyList<string> Secrets => Named;
    }
}
