using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Tieout.Host.Configuration;
using Tieout.Host.Secrets;

namespace Tieout.EndToEnd.Tests.Secrets;

/// <summary>Keys that age, get lost, or are protected themselves.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const string Value = "hunt/er2+7f3a9 c41d6";
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 2, 12, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-").FullName;

    private string Keys => Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_that_is_too_old_still_opens_what_it_has_closed()
    {
        Store().Set(Name("old"), Value, Now);
        Age(Assert.Single(Directory.GetFiles(Keys)));

        Assert.Equal(Value, Store().Read(Name("old")));
        Assert.Single(Directory.GetFiles(Keys));

        Store().Set(Name("new"), "another", Now);

        Assert.Equal(2, Directory.GetFiles(Keys).Length);
        Assert.Equal(Value, Store().Read(Name("old")));
        Assert.Equal("another", Store().Read(Name("new")));
    }

    [Fact]
    public void Keys_that_are_lost_are_told_and_not_made_anew()
    {
        Store().Set(Name("ledger"), Value, Now);
        Directory.Move(Keys, Keys + "-away");

        Told(() => Store().Read(Name("ledger")), Keys, "TIEOUT_KEYS");
        Assert.False(Directory.Exists(Keys));
        Assert.Single(Store().List());

        // A folder with nothing in it, and nothing is set before the keys are back.
        CreateFolder();
        Told(() => Store().Read(Name("ledger")), "'ledger'", Keys, "'tieout secret set ledger'");
        Told(() => Store().Set(Name("crm"), "another", Now), Keys, ": ledger.", "TIEOUT_KEYS");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Keys));

        foreach (var key in Directory.GetFiles(Keys + "-away"))
        {
            File.Move(key, Path.Combine(Keys, Path.GetFileName(key)));
        }

        Assert.Equal(Value, Store().Read(Name("ledger")));
        Store().Set(Name("crm"), "another", Now);
        Assert.Equal("another", Store().Read(Name("crm")));
    }

    [Fact]
    public void A_key_that_is_damaged_is_told()
    {
        Store().Set(Name("ledger"), Value, Now);
        File.WriteAllText(Assert.Single(Directory.GetFiles(Keys)), "<key id=");

        Told(() => Store().Read(Name("ledger")), "'ledger'", Keys);
        Told(() => Store().Set(Name("ledger"), Value, Now), Keys, "Bring that folder back");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of a key")]
    public void A_file_beside_the_keys_that_is_none_is_named(string text)
    {
        Store().Set(Name("ledger"), Value, Now);
        var stray = Path.Combine(Keys, "key-stray.xml");
        File.WriteAllText(stray, text);

        Told(() => Store().Read(Name("ledger")), "'ledger'", stray, "move it away");
        Told(() => Store().Set(Name("crm"), "another", Now), stray, ": ledger.");

        File.Delete(stray);
        Assert.Equal(Value, Store().Read(Name("ledger")));
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_told()
    {
        Store().Set(Name("ledger"), Value, Now);
        var key = Assert.Single(Directory.GetFiles(Keys));
        File.Delete(key);
        File.CreateSymbolicLink(key, key + "-away");

        Told(() => Store().Read(Name("ledger")), Keys, "TIEOUT_KEYS");
        Told(() => Store().Set(Name("ledger"), Value, Now), key);
    }

    [Fact]
    public void A_certificate_protects_the_keys_and_its_successor_opens_them()
    {
        var first = Certificate("first.pem");
        var second = Certificate("second.pem");
        Store(first).Set(Name("ledger"), Value, Now);

        var key = File.ReadAllText(Assert.Single(Directory.GetFiles(Keys)));
        Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal);
        Assert.Equal(Value, Store(first).Read(Name("ledger")));
        Assert.Equal(Value, Store(second, first).Read(Name("ledger")));

        // No key in clear is made beside those that a certificate protects.
        Told(() => Store().Read(Name("ledger")), Keys, "TIEOUT_KEYS_CERTIFICATE");
        Told(() => Store().Set(Name("crm"), Value, Now), Keys, "TIEOUT_KEYS_CERTIFICATE");
        Told(() => Store(second).Read(Name("ledger")), "'ledger'", Keys);
        Assert.Single(Directory.GetFiles(Keys));
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_is_told_with_its_file()
    {
        var none = Path.Combine(_folder, "none.pem");
        Told(() => Store(none).Set(Name("ledger"), Value, Now), none, "TIEOUT_KEYS_CERTIFICATE");

        var other = Path.Combine(_folder, "other.pem");
        File.WriteAllText(other, "no certificate");
        Told(() => Store(other).Set(Name("ledger"), Value, Now), other, "private key");
    }

    private static void Told(Action act, params string[] parts)
    {
        var told = Assert.Throws<SecretMissingException>(act).Message;
        Assert.All(parts, x => Assert.Contains(x, told, StringComparison.Ordinal));
        Assert.DoesNotContain(Value, told, StringComparison.Ordinal);
    }

    /// <summary>As if it had been made a year before: its 90 days are over.</summary>
    private static void Age(string key)
    {
        var document = XDocument.Load(key);
        foreach (var date in new[] { "creationDate", "activationDate", "expirationDate" })
        {
            var element = document.Root!.Element(date)!;
            element.SetValue(((DateTimeOffset)element).AddYears(-1));
        }

        document.Save(key);
    }

    private static SecretName Name(string text)
    {
        Assert.True(SecretName.TryParse(text, out var name));
        return name;
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Keys);
            return;
        }

        Directory.CreateDirectory(
            Keys,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            $"CN={name}",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        var file = Path.Combine(_folder, name);
        File.WriteAllText(
            file,
            certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n"
        );
        return file;
    }

    private SecretStore Store(params IReadOnlyList<string> certificates) =>
        new(Path.Combine(_folder, "hub"), new KeyRing(Keys, certificates));
}
