using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Stripe;

/// <summary>Lets in who has the secret key, as a bearer token or as a user name without password.</summary>
internal sealed partial class StripeKeys
{
    public const string Secret = "sk_test_rehearsal";

    private int _isExpired;

    /// <summary>The next request is told that its key has expired.</summary>
    public void Expire() => Interlocked.Exchange(ref _isExpired, 1);

    /// <summary>Lets a request in.</summary>
    /// <exception cref="StripeRefusal">The key, the account or the version is wrong.</exception>
    public void Check(HttpRequest request)
    {
        var key = KeyOf(request.Headers.Authorization.ToString());
        if (key.Length == 0)
        {
            throw Refused(
                "You did not provide an API key. You need to provide your API key in the Authorization "
                    + "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
                    + "https://stripe.com/docs/api#authentication for details, or we can help at "
                    + "https://support.stripe.com/."
            );
        }

        if (Interlocked.Exchange(ref _isExpired, 0) == 1)
        {
            throw Refused($"Expired API Key provided: {Masked(key)}", "api_key_expired");
        }

        if (!string.Equals(key, Secret, StringComparison.Ordinal))
        {
            throw Refused($"Invalid API Key provided: {Masked(key)}");
        }

        var account = request.Headers["Stripe-Account"].ToString();
        if (
            account.Length > 0
            && !string.Equals(account, StripeApi.Account, StringComparison.Ordinal)
        )
        {
            throw new StripeRefusal(
                StatusCodes.Status403Forbidden,
                $"The provided key '{Masked(key)}' does not have access to account '{account}' (or that "
                    + "account does not exist). Application access may have been revoked.",
                "account_invalid"
            );
        }

        _ = VersionOf(request);
    }

    /// <summary>The version that the caller speaks; the simulator's own when it names none.</summary>
    public static string VersionOf(HttpRequest request) =>
        request.Headers["Stripe-Version"].ToString() switch
        {
            "" => StripeApi.Version,
            var text when Version().IsMatch(text) => text,
            var other => throw StripeRefusal.Invalid($"Invalid Stripe API version: {other}"),
        };

    private static StripeRefusal Refused(string message, string? code = null) =>
        new(StatusCodes.Status401Unauthorized, message, code);

    private static string KeyOf(string header)
    {
        const string bearer = "Bearer ";
        const string basic = "Basic ";
        if (header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[bearer.Length..].Trim();
        }

        if (!header.StartsWith(basic, StringComparison.OrdinalIgnoreCase))
        {
            return string.Empty;
        }

        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[basic.Length..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : string.Empty;
    }

    /// <summary>Stripe shows the kind of key and its last four characters.</summary>
    private static string Masked(string key) =>
        key.Length <= 12
            ? new string('*', key.Length)
            : $"{key[..8]}{new string('*', key.Length - 12)}{key[^4..]}";

    [GeneratedRegex(
        """^\d{4}-\d{2}-\d{2}(\.[a-z_]+)?(; .*)?$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Version();
}
