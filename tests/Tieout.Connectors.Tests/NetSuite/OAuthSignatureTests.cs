using Tieout.Connectors.NetSuite;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>The signature is made as the examples of RFC 5849 are.</summary>
public sealed class OAuthSignatureTests
{
    [Fact]
    public void The_base_string_is_that_of_section_3_4_1_1()
    {
        var text = OAuthSignature.BaseString(
            "POST",
            new Uri("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
            [
                ("oauth_consumer_key", "9djdj82h48djs9d2"),
                ("oauth_token", "kkk9d7dh3k39sjv7"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", "137131201"),
                ("oauth_nonce", "7d8f3e4a"),
                ("c2", ""),
                ("a3", "2 q"),
            ]
        );

        Assert.Equal(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
            text
        );
    }

    [Fact]
    public void The_address_is_that_of_section_3_4_1_2()
    {
        var plain = OAuthSignature.BaseString(
            "GET",
            new Uri("http://EXAMPLE.COM:80/r%20v/X?id=123"),
            []
        );
        var other = OAuthSignature.BaseString(
            "GET",
            new Uri("https://www.example.net:8080/?q=1"),
            []
        );

        Assert.Equal("GET&http%3A%2F%2Fexample.com%2Fr%2520v%2FX&id%3D123", plain);
        Assert.Equal("GET&https%3A%2F%2Fwww.example.net%3A8080%2F&q%3D1", other);
    }

    [Fact]
    public void Names_that_are_there_twice_stand_in_the_order_of_their_values() =>
        Assert.Equal(
            "GET&http%3A%2F%2Fexample.com%2F&a%3D1%26a%3D2",
            OAuthSignature.BaseString("GET", new Uri("http://example.com/?a=2&a=1"), [])
        );

    [Theory]
    [InlineData("abcABC123-._~", "abcABC123-._~")]
    [InlineData("kd94hf93k423kf44", "kd94hf93k423kf44")]
    [InlineData("a b+c", "a%20b%2Bc")]
    [InlineData("!*'()&=é", "%21%2A%27%28%29%26%3D%C3%A9")]
    public void The_key_is_encoded_as_section_3_6_says(string secret, string encoded) =>
        Assert.Equal($"{encoded}&{encoded}", OAuthSignature.KeyOf(secret, secret));
}
