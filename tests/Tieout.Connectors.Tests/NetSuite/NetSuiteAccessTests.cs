using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>Who the simulated account lets in.</summary>
public sealed class NetSuiteAccessTests
{
    private const string Path = NetSuiteDesk.Records + "customer?limit=5&offset=0";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_call_is_let_in_once()
    {
        await using var desk = await NetSuiteDesk.OpenAsync();
        var header = Signed(desk);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk, header));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(desk, header));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("method")]
    [InlineData("path")]
    [InlineData("realm")]
    [InlineData("token")]
    [InlineData("sha1")]
    [InlineData("late")]
    [InlineData("early")]
    [InlineData("no nonce")]
    public async Task A_call_that_is_signed_otherwise_is_a_wrong_login(string what)
    {
        await using var desk = await NetSuiteDesk.OpenAsync();

        var status = await StatusAsync(
            desk,
            what switch
            {
                "secret" => Signed(desk, secret: "wrong"),
                "method" => Signed(desk, method: "POST"),
                "path" => Signed(desk, path: NetSuiteDesk.Records + "customer?limit=6&offset=0"),
                "realm" => Signed(desk, realm: "OTHER"),
                "token" => Signed(desk, token: "other"),
                "sha1" => Signed(desk, algorithm: "HMAC-SHA1"),
                "late" => Signed(desk, seconds: -301),
                "early" => Signed(desk, seconds: 301),
                _ => Signed(desk, nonce: ""),
            }
        );

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_clock_that_is_off_by_a_little_is_let_pass()
    {
        await using var desk = await NetSuiteDesk.OpenAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk, Signed(desk, seconds: -299)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk, Signed(desk, seconds: 299)));
    }

    [Fact]
    public async Task A_wrong_login_is_told_in_the_vendors_words()
    {
        await using var desk = await NetSuiteDesk.OpenAsync();
        desk.Fail("GET", "/**", new FaultAction.Status(401));

        var (status, code, detail) = await desk.RefusalAsync(HttpMethod.Get, "customer");

        Assert.Equal((401, "INVALID_LOGIN"), (status, code));
        Assert.StartsWith("Invalid login attempt.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_lasts_an_hour()
    {
        await using var desk = await NetSuiteDesk.OpenAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(59));
        _ = await desk.GetAsync("customer");

        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(401, (await desk.SendAsync(HttpMethod.Get, "customer")).Status);
    }

    [Theory]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public async Task A_key_of_RSA_signs_with_PSS(string algorithm)
    {
        await using var desk = await NetSuiteDesk.OpenAsync();
        using var key = RSA.Create(3072);
        var id = await desk.UploadAsync(key.ExportSubjectPublicKeyInfoPem());
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");

        var token = await desk.AskTokenAsync(
            desk.Assertion(algorithm, id, x => key.SignData(x, hash, RSASignaturePadding.Pss))
        );

        Assert.Equal(200, token.Status);
        Assert.Equal("3600", (string?)token.Body!["expires_in"]);
        Assert.Equal("Bearer", (string?)token.Body["token_type"]);
    }

    [Fact]
    public async Task RS256_and_short_keys_are_not_taken()
    {
        await using var desk = await NetSuiteDesk.OpenAsync();
        using var key = RSA.Create(3072);
        using var brief = RSA.Create(2048);
        var id = await desk.UploadAsync(key.ExportSubjectPublicKeyInfoPem());
        var briefId = await desk.UploadAsync(brief.ExportSubjectPublicKeyInfoPem());
        var hash = HashAlgorithmName.SHA256;

        var old = desk.Assertion(
            "RS256",
            id,
            x => key.SignData(x, hash, RSASignaturePadding.Pkcs1)
        );
        var little = desk.Assertion(
            "PS256",
            briefId,
            x => brief.SignData(x, hash, RSASignaturePadding.Pss)
        );

        Assert.Equal(401, (await desk.AskTokenAsync(old)).Status);
        Assert.Equal(401, (await desk.AskTokenAsync(little)).Status);
    }

    [Theory]
    [InlineData("iss", "other")]
    [InlineData("aud", "https://elsewhere.example/")]
    [InlineData("scope", "restlets")]
    [InlineData("exp", 1L)]
    [InlineData("exp", 99_999_999_999L)]
    [InlineData("iat", 99_999_999_999L)]
    public async Task A_claim_that_is_wrong_gets_no_token(string claim, object value)
    {
        await using var desk = await NetSuiteDesk.OpenAsync();

        var token = await desk.AskTokenAsync(
            desk.Assertion(
                "ES256",
                desk.CertificateId,
                desk.Sign,
                x => x[claim] = value is long number ? number : (string)value
            )
        );

        Assert.Equal(401, token.Status);
    }

    [Fact]
    public async Task A_signature_of_another_key_gets_no_token()
    {
        await using var desk = await NetSuiteDesk.OpenAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var forged = desk.Assertion(
            "ES256",
            desk.CertificateId,
            x => other.SignData(x, HashAlgorithmName.SHA256)
        );

        Assert.Equal(401, (await desk.AskTokenAsync(forged)).Status);
        Assert.Equal(401, (await desk.AskTokenAsync("not.a-token")).Status);
    }

    [Fact]
    public async Task More_calls_at_a_time_than_the_account_has_are_turned_down()
    {
        await using var desk = await NetSuiteDesk.OpenAsync(isRealTime: true);
        await desk.PreferAsync("processingMilliseconds", 200);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => desk.SendAsync(HttpMethod.Get, "customer"))
        );

        var load = await desk.RehearseAsync(HttpMethod.Get, "load");
        Assert.Equal(5, (int)load["most"]!);
        Assert.Equal((int)load["turnedDown"]!, answers.Count(x => x.Status is not 200));
        var refused = answers.Where(x => x.Status is not 200).Select(x => x.Refusal).ToHashSet();
        Assert.Contains(
            (
                429,
                "CONCURRENCY_LIMIT_EXCEEDED",
                "Concurrent request limit exceeded. Request blocked."
            ),
            refused
        );
        Assert.Contains(refused, x => x is (401, "INVALID_LOGIN", _));
    }

    /// <summary>A header as RFC 5849 has it, made here from the RFC and from nothing else.</summary>
    private static string Signed(
        NetSuiteDesk desk,
        string secret = "rehearsal-token",
        string method = "GET",
        string path = Path,
        string realm = "TIEOUT_SB1",
        string token = "tieout-token",
        string algorithm = "HMAC-SHA256",
        int seconds = 0,
        string nonce = "n-1"
    )
    {
        var stamp = desk.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var parts = path.Split('?');
        var query = parts[1].Split('&');
        string[] sorted =
        [
            query[0],
            "oauth_consumer_key=tieout",
            $"oauth_nonce={nonce}",
            $"oauth_signature_method={algorithm}",
            FormattableString.Invariant($"oauth_timestamp={stamp}"),
            $"oauth_token={token}",
            "oauth_version=1.0",
            query[1],
        ];
        Array.Sort(sorted, StringComparer.Ordinal);
        var text =
            $"{method}&{Uri.EscapeDataString(desk.Server.BaseAddress + parts[0])}&{Uri.EscapeDataString(string.Join('&', sorted))}";
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes($"rehearsal&{secret}"),
            Encoding.UTF8.GetBytes(text)
        );
        return FormattableString.Invariant(
            $"realm=\"{realm}\", oauth_consumer_key=\"tieout\", oauth_token=\"{token}\", oauth_nonce=\"{nonce}\", oauth_timestamp=\"{stamp}\", oauth_signature_method=\"{algorithm}\", oauth_version=\"1.0\", oauth_signature=\"{Uri.EscapeDataString(Convert.ToBase64String(signature))}\""
        );
    }

    private static async Task<HttpStatusCode> StatusAsync(NetSuiteDesk desk, string header)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(desk.Server.BaseAddress, Path)
        );
        request.Headers.Authorization = new("OAuth", header);
        using var answer = await http.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
