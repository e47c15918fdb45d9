using Tieout.Host.Configuration;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>Secrets are named and never written.</summary>
public sealed partial class ConfigurationTests
{
    [Fact]
    public void A_secret_written_out_is_refused_and_not_repeated()
    {
        var problems = Problems(
            """
            systems:
              ledger:
                kind: ledgerworks
                address: https://ledger.example/
                clientId: hub
                clientSecret: hunter2
                companies: { UK: UK }
            """
        );

        var problem = Assert.Single(problems);
        Assert.StartsWith(
            "hub.yaml:6:19: systems.ledger.clientSecret: ",
            problem,
            StringComparison.Ordinal
        );
        Assert.Contains("env:NAME", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_the_store_is_in_the_data_folder()
    {
        const string yaml = """
            dataFolder: data
            systems:
              ledger: { kind: ledgerworks, address: "http://a", clientId: x, clientSecret: store:NAME, companies: { UK: U } }
            """;

        var hub = Read(yaml.Replace("NAME", "ledger-1", StringComparison.Ordinal));
        var secret = Assert.IsType<SecretReference.InStore>(hub.Systems[0].Secret);
        Assert.Equal(Path.Combine(_folder, "data"), secret.DataFolder);
        Assert.Equal("store:ledger-1", secret.ToString());

        var wrong = yaml.Replace("NAME", "hunter2!", StringComparison.Ordinal);
        var problem = Assert.Single(Problems(wrong));
        Assert.Contains("1 to 50 letters", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_found_by_its_name()
    {
        File.WriteAllText(Path.Combine(_folder, "secret"), "s3cret\n");

        Assert.True(SecretReference.TryParse("file:secret", _folder, _folder, out var file));
        Assert.Equal("s3cret", file.Resolve());
        Assert.True(
            SecretReference.TryParse("env:TIEOUT_NO_SUCH_SECRET", _folder, _folder, out var none)
        );
        var missing = Assert.Throws<SecretMissingException>(none.Resolve);
        Assert.Contains("TIEOUT_NO_SUCH_SECRET", missing.Message, StringComparison.Ordinal);
    }
}
