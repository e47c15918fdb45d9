using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Access;

/// <summary>The token endpoint and who a token stands for.</summary>
internal sealed class OAuthRoutes(Org org, SessionDesk sessions, SalesforceOrgOptions options)
{
    private const string Bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>Answers a request for a token, form encoded.</summary>
    public (int Status, JsonObject Body) Token(IFormCollection form, string root)
    {
        var refusal = form["grant_type"].ToString() switch
        {
            "client_credentials" => RefuseClient(form),
            Bearer => AssertionCheck.Refuse(form["assertion"].ToString(), options, Username, root),
            // Blocked in organisations of today.
            "password" => new OAuthRefusal("invalid_grant", "authentication failure"),
            "refresh_token" => new OAuthRefusal("invalid_grant", "expired access/refresh token"),
            _ => new OAuthRefusal("unsupported_grant_type", "grant type not supported"),
        };
        return refusal is null
            ? (StatusCodes.Status200OK, Granted(root))
            : (
                StatusCodes.Status400BadRequest,
                new JsonObject
                {
                    ["error"] = refusal.Error,
                    ["error_description"] = refusal.Description,
                }
            );
    }

    /// <summary>What <c>/services/oauth2/userinfo</c> and the address in <c>id</c> tell.</summary>
    public JsonObject UserInfo(string root)
    {
        var updated = UserRecord.Stored.Modified;
        return new JsonObject
        {
            ["sub"] = IdentityUrl(root),
            ["user_id"] = org.UserId,
            ["organization_id"] = org.Id,
            ["preferred_username"] = Username,
            ["nickname"] = "integration",
            ["name"] = "Integration User",
            ["email"] = Username,
            ["email_verified"] = true,
            ["given_name"] = "Integration",
            ["family_name"] = "User",
            ["zoneinfo"] = "America/Los_Angeles",
            ["profile"] = $"{root}/{org.UserId}",
            ["address"] = new JsonObject(),
            ["is_salesforce_integration_user"] = false,
            ["urls"] = new JsonObject
            {
                ["partner"] = root + "/services/Soap/u/{version}/" + org.Id[..15],
                ["rest"] = root + "/services/data/v{version}/",
                ["sobjects"] = root + "/services/data/v{version}/sobjects/",
                ["search"] = root + "/services/data/v{version}/search/",
                ["query"] = root + "/services/data/v{version}/query/",
                ["recent"] = root + "/services/data/v{version}/recent/",
            },
            ["active"] = true,
            ["user_type"] = "STANDARD",
            ["language"] = "en_US",
            ["locale"] = "en_US",
            ["utcOffset"] = -28_800_000,
            ["updated_at"] = updated.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture
            ),
        };
    }

    private RecordView UserRecord => org.Records.Find(org.Kind("User"), org.UserId)!;

    private string Username => UserRecord.Stored.Fields[nameof(Username)]!.ToString();

    private string IdentityUrl(string root) => $"{root}/id/{org.Id}/{org.UserId}";

    private OAuthRefusal? RefuseClient(IFormCollection form) =>
        !IsSame(form["client_id"].ToString(), options.ClientId)
            ? new OAuthRefusal("invalid_client_id", "client identifier invalid")
        : IsSame(form["client_secret"].ToString(), options.ClientSecret) ? null
        : new OAuthRefusal("invalid_client", "invalid client credentials");

    private JsonObject Granted(string root)
    {
        var issued = options
            .Clock.GetUtcNow()
            .ToUnixTimeMilliseconds()
            .ToString(CultureInfo.InvariantCulture);
        var id = IdentityUrl(root);
        return new JsonObject
        {
            ["access_token"] = sessions.Issue(),
            ["signature"] = Convert.ToBase64String(
                HMACSHA256.HashData(
                    Encoding.UTF8.GetBytes(options.ClientSecret),
                    Encoding.UTF8.GetBytes(id + issued)
                )
            ),
            ["scope"] = "api id",
            ["instance_url"] = root,
            ["id"] = id,
            ["token_type"] = "Bearer",
            ["issued_at"] = issued,
            ["api_instance_url"] = "https://api.salesforce.com",
        };
    }

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(left),
            Encoding.UTF8.GetBytes(right)
        );
}
