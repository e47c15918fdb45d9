namespace Tieout.Connectors.NetSuite;

/// <summary>How the hub proves who it is. Secrets are resolved by the host and never logged.</summary>
public abstract record NetSuiteCredentials
{
    private NetSuiteCredentials() { }

    /// <summary>Token-based authentication: every call is signed, OAuth 1.0a with HMAC-SHA256.</summary>
    /// <param name="ConsumerKey">Of the integration record.</param>
    /// <param name="ConsumerSecret">Shown once when the integration record is saved.</param>
    /// <param name="TokenId">Of the access token of a user and role.</param>
    /// <param name="TokenSecret">Shown once when the token is made.</param>
    public sealed record SignedCalls(
        string ConsumerKey,
        string ConsumerSecret,
        string TokenId,
        string TokenSecret
    ) : NetSuiteCredentials
    {
        /// <summary>Names no secret.</summary>
        public override string ToString() => nameof(SignedCalls);
    }

    /// <summary>OAuth 2.0 for machines: a JWT that is signed with a key gets a token for an hour.</summary>
    /// <param name="ClientId">Of the integration record.</param>
    /// <param name="CertificateId">That NetSuite gave to the uploaded certificate.</param>
    /// <param name="PrivateKey">PEM: RSA of 3072 or 4096 bits, or an EC key of P-256, P-384 or P-521.</param>
    public sealed record Certificate(string ClientId, string CertificateId, string PrivateKey)
        : NetSuiteCredentials
    {
        /// <summary>Names no secret.</summary>
        public override string ToString() => nameof(Certificate);
    }
}
